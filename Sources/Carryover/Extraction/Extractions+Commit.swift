internal import FoundationEssentials

extension Extractions {
  /// Reads a model's reply to an extraction, without believing more of it than the messages say.
  public func read(
    _ reply: ModelReply, of pending: PendingExtraction
  ) throws(ExtractionFailure) -> ExtractionReading {
    try policy.read(reply, of: pending.messages, catalogue: sessions.catalogue, limits: sessions.limits.discovery)
  }

  /// What a reading would change if it were committed now; nil if its conversation, or whoever owned it, is gone. Writes nothing.
  ///
  /// The reading is checked as it is when it is committed.
  public func plan(
    _ reading: ExtractionReading, for pending: PendingExtraction
  ) async throws(StoreTrouble) -> ExtractionPlan? {
    try await driver.run(PlanExtraction(terms: terms(pending, checked(reading, for: pending))))
  }

  /// Reads a model's reply and commits what it says. If nothing could be committed, the message is given free for another extraction.
  public func commit(_ reply: ModelReply, of pending: PendingExtraction) async -> ExtractionResult {
    var result: ExtractionResult
    do {
      result = await settle(try read(reply, of: pending), of: pending)
    } catch {
      result = ExtractionResult(.failed(error))
    }
    switch result.outcome {
    case .updated, .nothing: break
    case .skipped, .failed: try? await release(pending)
    }
    (result.usage, result.model) = (reply.usage, reply.model)
    return result
  }

  /// Merges a reading into what stands by now, and marks the message as extracted. Whoever owns the conversation by now gets it.
  ///
  /// A reading may have been elsewhere, so each item is held against the messages once more. What they do not bear out is dropped and
  /// reported, and a reading of other messages is refused. Committing twice answers the same and has one effect. After a failure the message
  /// stays held, so that the same reading can be committed again.
  public func commit(_ reading: ExtractionReading, of pending: PendingExtraction) async -> ExtractionResult {
    guard pending.isSource(of: reading) else {
      return ExtractionResult(.failed(.malformed("what was read rests on other messages")), reading: reading)
    }
    return await settle(checked(reading, for: pending), of: pending)
  }

  private func checked(_ reading: ExtractionReading, for pending: PendingExtraction) -> ExtractionReading {
    var check = ReadingCheck(
      of: pending.messages, policy: policy, catalogue: sessions.catalogue, limits: sessions.limits.discovery)
    return check.checked(reading)
  }

  private func settle(_ reading: ExtractionReading, of pending: PendingExtraction) async -> ExtractionResult {
    do {
      switch try await driver.run(CommitExtraction(terms: terms(pending, reading))) {
      case .skipped(let skip): return ExtractionResult(.skipped(skip), reading: reading)
      case .committed(let result):
        return ExtractionResult(
          result.updated.isEmpty ? .nothing : .updated(result.updated), reading: reading, overLimit: result.overLimit)
      }
    } catch {
      return ExtractionResult(.failed(ExtractionFailure(error)), reading: reading)
    }
  }

  private func terms(_ pending: PendingExtraction, _ reading: ExtractionReading) -> ExtractionTerms {
    ExtractionTerms(
      pending: pending, reading: reading, limits: sessions.limits, idleLimit: sessions.idleLimit,
      now: surroundings.now())
  }
}

/// What was read from which messages, and what decides about it.
struct ExtractionTerms: Sendable {
  let pending: PendingExtraction
  let reading: ExtractionReading
  let limits: SessionLimits
  let idleLimit: Duration?
  let now: Date

  /// Where the reading goes now and what becomes of it there; nil if there is nobody whom it could go to.
  func plan(_ draft: inout Draft) throws(Unread) -> (ExtractionPlan, ExtractionTarget)? {
    guard let conversation = try draft.read(Conversation.self, .conversation(pending.conversation)),
      let target = try draft.target(
        of: conversation, begunBy: pending.account, at: now, idleLimit: idleLimit)
    else { return nil }
    return (reading.plan(on: target.content, limits: target.limits(within: limits)), target)
  }
}

/// Says what a reading would change.
struct PlanExtraction: Decision {
  let terms: ExtractionTerms

  var reads: [RecordKey] { [.conversation(terms.pending.conversation)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<ExtractionPlan?> { .stand(try terms.plan(&draft)?.0) }
}

/// Merges a reading into its target and marks the message as extracted, in one commit. The log tells whether that was done before.
struct CommitExtraction: Decision {
  enum Outcome {
    case committed(ExtractionLog.Committed)
    case skipped(ExtractionResult.Skip)
  }

  let terms: ExtractionTerms

  var reads: [RecordKey] {
    [.conversation(terms.pending.conversation), .extraction(of: terms.pending.conversation)]
  }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Outcome> {
    let (now, pending) = (terms.now, terms.pending)
    let key = RecordKey.extraction(of: pending.conversation)
    let stored = try draft.read(ExtractionLog.self, key)
    if let result = stored?.result(of: pending.id) { return .stand(.committed(result)) }
    // The log remembers the latest results. Only if it is gone, or too many came since, can it not tell.
    let isUncertain = draft.mayHaveChanged(key) && stored?.isFull ?? true
    if let stored, !stored.holds(pending.id), pending.sequence <= stored.through {
      return isUncertain ? .uncertain : .stand(.skipped(.nothingNew))
    }
    guard let (plan, target) = try terms.plan(&draft) else {
      return isUncertain ? .uncertain : .stand(.skipped(.noTarget))
    }
    let result = ExtractionLog.Committed(
      id: pending.id, updated: plan.changed,
      overLimit: plan.decisions.filter { $0.result == .overLimit }.map(\.field))
    if !result.updated.isEmpty {
      draft.put(plan.content, changing: result.updated.count, into: target, of: pending, at: now)
    }
    var log = stored ?? ExtractionLog(of: pending.conversation, at: now, by: pending.command)
    log.commit(result, of: pending.sequence, at: now, by: pending.command)
    draft.put(log)
    return .write(.committed(result))
  }
}
