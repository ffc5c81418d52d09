internal import FoundationEssentials

extension DomainEvent.Kind {
  /// A conversation began.
  public static let conversationCreated = Self(rawValue: "conversation.created")
  /// A conversation moved to another phase.
  public static let conversationPhaseChanged = Self(rawValue: "conversation.phase-changed")
  /// A conversation was removed with all its messages.
  public static let conversationRemoved = Self(rawValue: "conversation.removed")
  /// A message was added to a conversation.
  public static let messageAppended = Self(rawValue: "message.appended")
  /// A guest has sent the last message that a limit allows.
  public static let guestLimitReached = Self(rawValue: "guest.limit-reached")
  /// A persona was registered or replaced.
  public static let personaRegistered = Self(rawValue: "persona.registered")
  /// A persona was removed.
  public static let personaRemoved = Self(rawValue: "persona.removed")
}

extension DomainEvent {
  /// What happened to a conversation by a command.
  init(
    _ kind: Kind, _ conversation: Conversation.ID, by actor: Actor, command: CommandID, ordinal: Int = 0, at now: Date,
    facts: [String: String] = [:]
  ) {
    self.init(
      id: ID(command: command, ordinal: ordinal), kind: kind, subject: .conversation(conversation), actor: actor,
      time: now, facts: facts)
  }
}

extension Draft {
  /// Tells of a message, without a word of what it says.
  mutating func emit(appended message: Message, by actor: DomainEvent.Actor, command: CommandID) {
    emit(
      DomainEvent(
        .messageAppended, message.conversation, by: actor, command: command, at: message.createdAt,
        facts: [
          "message": "\(message.id)", "sequence": "\(message.sequence)", "role": message.role.rawValue,
        ]))
  }

  /// Tells of each limit that a guest has just used up.
  mutating func emit(
    exhausted: [GuestStatus], in conversation: Conversation.ID, by actor: DomainEvent.Actor, command: CommandID,
    at now: Date
  ) {
    for (index, status) in exhausted.enumerated() {
      emit(
        DomainEvent(
          .guestLimitReached, conversation, by: actor, command: command, ordinal: index + 1, at: now,
          facts: ["scope": status.scope.rawValue, "limit": "\(status.limit)"]))
    }
  }
}
