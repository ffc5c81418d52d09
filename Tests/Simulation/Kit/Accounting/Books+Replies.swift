internal import Carryover

extension Books {
  /// The call has ended. Judges its answer by what it did, and by what there was to see at the moments that it took for now. It is certain
  /// if no answer to a commit was lost on the way.
  mutating func close(_ number: Int, _ reply: Reply, at moments: [Int64], isCertain: Bool) {
    calls[number].reply = reply
    calls[number].isCertain = isCertain
    let call = calls[number]
    switch reply {
    case .unheard: break
    case .withoutEffect(let reason):
      demand(call.effects.isEmpty, "CL-4: \(call.words) said \(reason), and had been applied")
    case .heard(let answer):
      count(call.errand.kind, answer.kind)
      if case .reserved(let reservation) = answer, let effect = call.effects.first {
        name(reservation, by: number, from: effect.picture)
      }
      let isRight = judge(answer, of: call, at: moments, isCertain: isCertain)
      demand(isRight, "\(call.words) at \(moments) answered \(answer.words), which was so at no moment of it")
      if isRight { holdings.note(answer, to: call.errand) }
    }
  }

  private func judge(_ answer: Answer, of call: Call, at moments: [Int64], isCertain: Bool) -> Bool {
    switch (call.errand, answer) {
    case (.claim(let digests, let account, let plan), .claims(let answers)):
      return judge(answers, to: digests, for: account, as: plan, of: call, at: moments)
    case (.sweepSessions, .swept(let sessions, let conversations, let messages, _)):
      let counts = call.effects.map { removed(by: $0) }.reduce((0, 0, 0)) { ($0.0 + $1.0, $0.1 + $1.1, $0.2 + $1.2) }
      guard isCertain else {
        return sessions <= counts.0 && conversations <= counts.1 && messages <= counts.2
      }
      return (sessions, conversations, messages) == counts
    case (.sweepClaims, .settled(let count, _)):
      return isCertain ? count == call.effects.count : count <= call.effects.count
    default:
      if let effect = call.effects.first { return confirms(answer, of: call.errand, effect) }
      return seen(in: call).contains { picture in
        moments.contains { Glance(picture: picture, rules: rules, now: $0).admits(answer, to: call.errand) }
      }
    }
  }

  /// Every picture that the call can have seen, the latest first.
  private func seen(in call: Call) -> some Sequence<Picture> {
    pictures[(call.since ?? pictures.count - 1)...].reversed()
  }

  /// How many sessions, conversations and messages a commit removed.
  private func removed(by effect: Effect) -> (Int, Int, Int) {
    let (before, after) = (pictures[effect.picture - 1], pictures[effect.picture])
    return (
      before.sessions.count - after.sessions.count, before.conversations.count - after.conversations.count,
      before.messages.count - after.messages.count
    )
  }
}

extension Books {
  /// Whether an answer tells of the change that the call made. It may show it as it was somewhat later.
  private func confirms(_ answer: Answer, of errand: Errand, _ effect: Effect) -> Bool {
    let (after, fresh) = (pictures[effect.picture...], effect.fresh)
    switch (errand, answer) {
    case (.create, .new(let card, let digest)), (.rotate, .new(let card, let digest)):
      return fresh.token == digest && after.contains { $0.sessions[card.id] == card && $0.tokens[digest] == card.id }
    case (.answer(let id, _, _, _), .session(let card)):
      return card.id == id && after.contains { $0.sessions[id] == card }
    case (.revoke, .done), (.release, .done): return true
    case (.note(let account, _, _), .profile(let card)):
      return card.account == account && after.contains { $0.profiles[account] == card }
    case (.begin, .conversation(let card)):
      return card.id == fresh.conversation && after.contains { $0.conversations[card.id] == card }
    case (.append, .message(let card)), (.commit, .message(let card)):
      return card.id == fresh.message && after.contains { $0.messages[card.id] == card }
    case (.reserve(let id, _), .reserved(let reservation)):
      return reservation.conversation == id
        && after.contains { picture in
          picture.slots[id, default: []].contains {
            $0.id == reservation.id && $0.lapsesAt == reservation.lapsesAt.milliseconds
          }
        }
    case (.unclaim(let receipt, let account), .unclaimed(let answer)):
      return confirms(answer, of: receipt, by: account, effect)
    default: return false
    }
  }

  private func confirms(
    _ answer: UnclaimAnswer, of receipt: ClaimReceipt.ID, by account: Account.ID, _ effect: Effect
  ) -> Bool {
    answer.digest == effect.fresh.token
      && pictures[effect.picture...].contains {
        $0.sessions[answer.session.id] == answer.session && $0.profiles[account] == answer.profile
          && $0.tokens[answer.digest] == answer.session.id && $0.receipts[receipt]?.undoing == answer.undoing
      }
  }
}

extension Books {
  /// CL-3, CL-10: each claim of several by itself, and the oldest session first.
  private func judge(
    _ answers: [ClaimAnswer], to digests: [TokenDigest], for account: Account.ID, as plan: ClaimPlan?, of call: Call,
    at moments: [Int64]
  ) -> Bool {
    let made = answers.count { if case .claimed = $0 { true } else { false } }
    let order = call.effects.compactMap { effect in
      claimed(by: effect).map { ($0.createdAt, $0.id) }
    }
    guard answers.count == digests.count, made == call.effects.count, order.count == made,
      zip(order, order.dropFirst()).allSatisfy({ $0 < $1 })
    else { return false }
    return zip(digests, answers).allSatisfy { digest, answer in
      if case .claimed(let id, let receipt, let profile) = answer {
        return call.effects.contains { effect in
          effect.fresh.receipt == id && claimed(by: effect)?.holding?.proof == digest
            && pictures[effect.picture...].contains {
              $0.receipts[id] == receipt && $0.profiles[account] == profile
            }
        }
      }
      return seen(in: call).contains { picture in
        moments.contains {
          Glance(picture: picture, rules: rules, now: $0).admits(answer, to: digest, for: account, as: plan)
        }
      }
    }
  }

  private func claimed(by effect: Effect) -> SessionCard? {
    let picture = pictures[effect.picture]
    return effect.fresh.receipt.flatMap { picture.receipts[$0] }.flatMap { picture.sessions[$0.session] }
  }
}
