internal import FoundationEssentials

/// How an extraction starts.
public enum ExtractionStart: Hashable, Sendable {
  /// There is something to ask a model.
  case begun(PendingExtraction)
  /// There is not, or it could not be found out.
  case ended(ExtractionResult)
}

extension Extractions {
  /// Begins an extraction: holds the person's newest message, and says what to ask a model. For a host that asks it elsewhere, out of a
  /// queue for example; ``extract(from:by:asking:)`` does the whole.
  ///
  /// End it by ``commit(_:of:)-(ModelReply,_)`` or ``release(_:)``. One that is abandoned lapses by itself.
  public func begin(in id: Conversation.ID, by caller: Caller) async -> ExtractionStart {
    do {
      // Listed first and the caller checked after that, so that nothing is shown that was not theirs when it was listed.
      let messages = Array(
        try await driver.messages(of: id, .descending, limit: policy.messages).reversed())
      let now = surroundings.now()
      let command = BeginExtraction(
        id: surroundings.mint(at: now), conversation: id, messages: messages, caller: caller, now: now,
        lapsesAt: now.wholeMilliseconds.adding(policy.lapse), idleLimit: sessions.idleLimit)
      switch try await driver.run(command) {
      case .skipped(let skip): return .ended(ExtractionResult(.skipped(skip)))
      case .begun(let sequence, let content):
        return .begun(
          PendingExtraction(
            id: command.id, conversation: id, account: command.account, sequence: sequence, messages: messages,
            request: policy.request(for: messages, knowing: content, catalogue: sessions.catalogue),
            lapsesAt: command.lapsesAt))
      }
    } catch {
      return .ended(ExtractionResult(.failed(ExtractionFailure(error))))
    }
  }

  /// Whether a model should be asked for an extraction that has begun: no if it was committed, if another was since, or if the conversation is
  /// gone. For a job that may come twice: ask this before the model. Two workers with one job at the same moment may both be told yes.
  public func isWanted(_ pending: PendingExtraction) async throws(StoreTrouble) -> Bool {
    try await driver.run(AskWhetherWanted(pending: pending))
  }

  /// Gives the message of an extraction free, so that another can begin with it. Once it was committed or released, nothing happens.
  public func release(_ pending: PendingExtraction) async throws(StoreTrouble) {
    try await driver.run(ReleaseExtraction(pending: pending))
  }
}

/// Holds a message. No change of the conversation, and no event.
struct BeginExtraction: Decision {
  enum Outcome {
    case begun(sequence: Int, knowing: DiscoveryContent)
    case skipped(ExtractionResult.Skip)
  }

  let id: PendingExtraction.ID
  let conversation: Conversation.ID

  /// The conversation's last messages as they were listed.
  let messages: [Message]
  let caller: Caller
  let now: Date
  let lapsesAt: Date
  let idleLimit: Duration?

  /// The account that begins, if it is one.
  var account: Account.ID? { if case .account(let id) = caller { id } else { nil } }

  var reads: [RecordKey] {
    [.conversation(conversation), .extraction(of: conversation)] + caller.holderKeys
      + (account.map { [.profile(of: $0)] } ?? [])
  }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Outcome> {
    switch try draft.conversation(conversation, for: caller, at: now, idleLimit: idleLimit) {
    case .uncertain: return .uncertain
    case .refused: return .stand(.skipped(.notFound))
    case .admitted(let conversation, _):
      guard let newest = messages.last?.sequence, newest >= 2 else { return .stand(.skipped(.tooFewMessages)) }
      guard let sequence = messages.newestByPerson else { return .stand(.skipped(.nothingNew)) }
      guard let target = try draft.target(of: conversation, begunBy: account, at: now, idleLimit: idleLimit) else {
        return .stand(.skipped(.noTarget))
      }
      let outcome = Outcome.begun(sequence: sequence, knowing: target.content)
      var log =
        try draft.read(ExtractionLog.self, .extraction(of: conversation.id))
        ?? ExtractionLog(of: conversation.id, at: now, by: CommandID(bits: id.bits))
      if log.holds(id) { return .stand(outcome) }
      if let skip = log.obstacle(to: sequence, at: now) { return .stand(.skipped(skip)) }
      guard log.hold(ExtractionLog.Pending(id: id, sequence: sequence, lapsesAt: lapsesAt), at: now) else {
        return .stand(.skipped(.underWay))
      }
      draft.put(log)
      return .write(outcome)
    }
  }
}

/// Gives a message free.
struct ReleaseExtraction: Decision {
  let pending: PendingExtraction

  var reads: [RecordKey] { [.extraction(of: pending.conversation)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Void> {
    guard var log = try draft.read(ExtractionLog.self, .extraction(of: pending.conversation)), log.holds(pending.id)
    else { return .stand(()) }
    log.release(pending.id)
    draft.put(log)
    return .write(())
  }
}

/// Finds out whether an extraction can still come to anything.
struct AskWhetherWanted: Decision {
  let pending: PendingExtraction

  var reads: [RecordKey] { [.conversation(pending.conversation), .extraction(of: pending.conversation)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Bool> {
    guard try draft.read(Conversation.self, .conversation(pending.conversation)) != nil else { return .stand(false) }
    guard let log = try draft.read(ExtractionLog.self, .extraction(of: pending.conversation)) else {
      return .stand(true)
    }
    return .stand(log.result(of: pending.id) == nil && (log.holds(pending.id) || pending.sequence > log.through))
  }
}
