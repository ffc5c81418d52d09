internal import Carryover
internal import Synchronization

/// Calls of the library that the books watch.
extension Client {
  var claims: Claims {
    Claims(
      store: driver.store, policy: world.scenario.rules.claimPolicy, sessions: sessions.policy,
      surroundings: driver.surroundings, patience: driver.patience)
  }

  var conversations: Conversations {
    Conversations(
      store: driver.store, policy: world.scenario.rules.conversationPolicy, sessions: sessions.policy,
      surroundings: driver.surroundings, patience: driver.patience)
  }

  var profiles: Profiles {
    Profiles(
      store: driver.store, policy: sessions.policy, surroundings: driver.surroundings, patience: driver.patience)
  }

  /// Makes a call, and has the books judge what came of it.
  func run(_ errand: Errand, _ body: () async throws -> Answer) async -> Reply {
    let call = world.watch.open(errand, of: number)
    line.begin(call)
    let (looks, lost) = (moments.all.count, line.record.lost)
    var reply: Reply
    do {
      reply = .heard(try await body())
    } catch {
      reply = explain(error)
      // What was done of it before the trouble came, stays done.
      if errand.isInParts, case .withoutEffect(let reason) = reply { reply = .unheard(reason) }
    }
    if line.record.isCrashed { reply = .unheard("crashed") }
    let times = Array(moments.all.dropFirst(looks))
    world.note("operation \(number) \(errand.words): \(reply.words)")
    world.watch.close(
      call, reply, at: times.isEmpty ? [now()] : times, isCertain: line.record.lost == lost)
    return reply
  }

  /// What an error means: a refusal by a rule, or trouble.
  private func explain(_ error: any Error) -> Reply {
    switch error {
    case let trouble as StoreTrouble: return explain(trouble)
    case SessionError.trouble(let trouble), UpdateSessionError.trouble(let trouble), ProfileError.trouble(let trouble),
      BeginConversationError.trouble(let trouble), ConversationError.trouble(let trouble),
      AppendMessageError.trouble(let trouble), CommitReservationError.trouble(let trouble),
      PlanError.trouble(let trouble), UnclaimError.trouble(let trouble):
      return explain(trouble)
    case SessionError.refused(let refusal), UpdateSessionError.refused(let refusal),
      BeginConversationError.refused(let refusal):
      return .heard(.refused(refusal))
    case PlanError.refused(let refusal): return .heard(.noPlan(refusal))
    case UpdateSessionError.invalid, ProfileError.invalid, BeginConversationError.invalid: return .heard(.invalid)
    case UpdateSessionError.stale, ProfileError.stale: return .heard(.stale)
    case ProfileError.notFound: return .heard(.notFound)
    case ConversationError.notFound, AppendMessageError.notFound, CommitReservationError.notFound,
      UnclaimError.notFound:
      return .heard(.notFound)
    case AppendMessageError.limited(let status), CommitReservationError.limited(let status):
      return .heard(.limited(used: status.used, pending: status.pending, limit: status.limit))
    case CommitReservationError.released: return .heard(.released)
    case UnclaimError.tooLate: return .heard(.tooLate)
    default:
      world.blame("errors: operation \(number) ended in \(error)")
      return .unheard("failed")
    }
  }

  private func explain(_ trouble: StoreTrouble) -> Reply {
    switch end(trouble) {
    case .withoutEffect(let reason): .withoutEffect(reason)
    case .unanswered(let reason): .unheard(reason)
    case .answered: .unheard("answered")
    }
  }

  /// Counts how a deed ended: by its last call.
  func count(_ reply: Reply?) {
    guard number > 0 else { return }
    world.ledger.withLock { ledger in
      switch reply {
      case .heard: ledger.figures.answered += 1
      case .withoutEffect(let reason), .unheard(let reason): ledger.figures.troubles[reason, default: 0] += 1
      case nil: ledger.figures.troubles["nothing to do", default: 0] += 1
      }
    }
  }
}

extension Reply {
  var words: String {
    switch self {
    case .heard(let answer): answer.words
    case .withoutEffect(let reason): "nothing done, \(reason)"
    case .unheard(let reason): reason
    }
  }
}
