internal import Carryover
internal import FoundationEssentials
internal import Synchronization

/// The calls of the library, with their answers in the model's words.
extension Client {
  func find(_ token: SessionToken) async -> End {
    do {
      let visitor = try await sessions.find(token)
      world.learn(visitor.session)
      return .answered(.found(Seen(visitor.session)))
    } catch {
      return end(error)
    }
  }

  func update(_ caller: Caller, _ edit: Edit, expecting revision: Int?) async -> End {
    do {
      let session = try await insist { () async throws(UpdateSessionError) in
        try await sessions.update(edit.patch, by: caller, expecting: revision)
      }
      world.learn(session)
      return .answered(.changed(Seen(session)))
    } catch {
      return end(error)
    }
  }

  func renew(_ caller: Caller) async -> End {
    do {
      let session = try await insist { () async throws(SessionError) in try await sessions.renew(caller) }
      return .answered(.changed(Seen(session)))
    } catch {
      return end(error)
    }
  }

  func rotate(_ caller: Caller) async -> (End, NewSession?) {
    do {
      let rotation = try await insist { () async throws(SessionError) in try await sessions.rotate(caller) }
      switch rotation {
      case .rotated(let new): return (.answered(.changed(Seen(new.visitor.session))), new)
      case .alreadyRotated(let session): return (.answered(.alreadyRotated(Seen(session))), nil)
      }
    } catch {
      return (end(error), nil)
    }
  }

  func revoke(_ id: Session.ID, by caller: Caller) async -> End {
    do {
      try await insist { () async throws(SessionError) in try await sessions.revoke(id, by: caller) }
      return .answered(.done)
    } catch {
      return end(error)
    }
  }

  func noteActivity(of visitor: Visitor) async -> End {
    do {
      try await sessions.recordActivity(of: visitor)
      return .answered(.done)
    } catch {
      return end(error)
    }
  }
}

extension Client {
  /// What an unanswered creation asked for: nothing, if it never came as far as a commit.
  var asked: Request? {
    let record = line.record
    guard let session = record.session, let token = record.token else { return nil }
    return .create(session, token)
  }

  func mintCommand() -> CommandID { driver.surroundings.mint(at: Date(milliseconds: now())) }

  /// Makes a call once, or, with ``PlantedBug/mintsAnew``, makes a new command of every try.
  func insist<Answer, Failure: ReportableError>(
    _ body: () async throws(Failure) -> Answer
  ) async throws(Failure) -> Answer {
    var tries = 1
    while true {
      do {
        return try await body()
      } catch {
        guard world.bug == .mintsAnew, tries < 20, !line.record.isCrashed else { throw error }
        guard error.code == StoreTrouble.unknown.code || error.code == StoreTrouble.contended(attempts: 1).code else {
          throw error
        }
        tries += 1
      }
    }
  }

  /// Writes down the first part of an operation, and answers where.
  func recordFirst(_ request: Request, _ outcome: Outcome) -> Int? {
    let record = line.record
    guard !record.isCrashed else { return nil }
    let step = world.scheduler.step
    let entry = Entry(
      operation: number, request: request, now: now(), invoked: record.firstStep ?? step, responded: step,
      outcome: outcome, after: nil, hint: record.firstStep ?? step)
    return world.ledger.withLock { ledger in
      ledger.history.append(entry)
      return ledger.history.count - 1
    }
  }
}
