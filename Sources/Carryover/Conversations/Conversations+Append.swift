internal import FoundationEssentials

extension Conversations {
  /// Adds a message at the end of a conversation.
  ///
  /// People, visitors and accounts alike, speak as `user`; the system speaks as `assistant` or `system`. A guest's message counts
  /// against the limits for guests, and against the quota of the subject if one is named.
  public func append(
    _ text: String, as role: Message.Role = .user, to id: Conversation.ID, by caller: Caller,
    subject: GuestQuota.ID? = nil
  ) async throws(AppendMessageError) -> Message {
    if let fault = caller.fault(of: role) ?? Message.fault(of: text, maximumBytes: policy.messageBytes) {
      throw .invalid(fault)
    }
    let terms = terms
    return try await driver.answer(
      AppendMessage(
        id: surroundings.mint(at: terms.moment), text: text, role: role, conversation: id, caller: caller,
        subject: subject, terms: terms))
  }
}

/// Adds a message. The message's identifier names the command, so the message itself tells whether it was added.
struct AppendMessage: Decision {
  let id: Message.ID
  let text: String
  let role: Message.Role
  let conversation: Conversation.ID
  let caller: Caller
  let subject: GuestQuota.ID?
  let terms: ConversationTerms

  private var command: CommandID { CommandID(bits: id.bits) }

  var reads: [RecordKey] {
    [.conversation(conversation), .message(id)] + caller.holderKeys + (subject.map { [.guestQuota($0)] } ?? [])
  }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Message, AppendMessageError>> {
    if let present = try draft.read(Message.self, .message(id)) { return .stand(.success(present)) }
    switch try draft.conversation(conversation, for: caller, at: terms.moment, idleLimit: terms.idleLimit) {
    case .uncertain: return .uncertain
    case .refused: return .stand(.failure(.notFound))
    case .admitted(var conversation, var holder):
      draft.noteActivity(of: &holder, terms)
      let claim = try draft.claim(on: conversation.home)
      let counts = try terms.counts(
        of: conversation, as: holder, subject: subject, at: terms.moment, command: command, &draft)
      if var counts {
        if let status = counts.tightest(at: terms.moment), status.reached { return .stand(.failure(.limited(status))) }
        let message = counts.conversation.append(
          text, as: role, id: id, inClaim: claim, at: terms.moment, command: command)
        let exhausted = counts.spend(nil, at: terms.moment, command: command)
        draft.put(counts)
        return try write(message, exhausted, &draft)
      }
      let message = conversation.append(text, as: role, id: id, inClaim: claim, at: terms.moment, command: command)
      draft.put(conversation)
      return try write(message, [], &draft)
    }
  }

  private func write(
    _ message: Message, _ exhausted: [GuestStatus], _ draft: inout Draft
  ) throws(Unread) -> Ruling<Result<Message, AppendMessageError>> {
    draft.put(message)
    draft.emit(appended: message, by: caller.actor, command: command)
    draft.emit(
      exhausted: exhausted, in: message.conversation, by: caller.actor, command: command, at: message.createdAt)
    return .write(.success(message))
  }
}
