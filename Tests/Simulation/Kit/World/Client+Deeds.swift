internal import Carryover
internal import CarryoverTesting
internal import Synchronization

/// Carries out what somebody does around the hand-over.
extension Client {
  func perform(_ deed: Deed) async { count(await carryOut(deed)) }

  private func carryOut(_ deed: Deed) async -> Reply? {
    switch deed {
    case .create: return await create()
    case .find(let holder), .answer(let holder, _, _), .rotate(let holder), .revoke(let holder, _):
      guard let hand = world.held(by: holder) else { return nil }
      return await carryOut(deed, hand)
    case .note(let party, let remarks, let isExpecting): return await note(party, remarks, isExpecting: isExpecting)
    case .begin(let voice): return await begin(voice)
    case .send(let voice, let chat, let ending): return await send(voice, chat, ending)
    case .conclude(let index, let ending): return await conclude(index, ending)
    case .append(let voice, let chat): return await append(voice, chat)
    case .reply(let chat): return await reply(chat)
    case .claim(let holders, let party, let isPlanned):
      return await claim(holders.compactMap { world.held(by: $0) }, for: party, isPlanned: isPlanned)
    case .unclaim(let index, let isStranger): return await unclaim(index, isStranger: isStranger)
    case .sweepSessions(let limit): return await sweepSessions(limit)
    case .sweepClaims(let limit): return await sweepClaims(limit)
    case .list(let voice): return await list(voice)
    case .read(let voice, let chat): return await read(voice, chat)
    }
  }

  private func carryOut(_ deed: Deed, _ hand: World.Hand) async -> Reply? {
    let (id, caller, digest) = (hand.id, hand.visitor.caller, hand.visitor.digest)
    switch deed {
    case .find:
      return await run(.find(digest)) { .session(SessionCard(try await sessions.find(hand.token).session)) }
    case .answer(_, let remarks, let isExpecting):
      let (writing, revision) = (Writing(remarks, by: number), isExpecting ? hand.revision : nil)
      return await run(.answer(id, by: digest, writing, expecting: revision)) {
        let session = try await sessions.update(writing.patch, by: caller, expecting: revision)
        world.learn(session)
        return .session(SessionCard(session))
      }
    case .rotate: return await rotate(hand)
    case .revoke(_, let isBySystem):
      return await run(.revoke(id, by: isBySystem ? nil : digest)) {
        try await sessions.revoke(id, by: isBySystem ? .system : caller)
        return .done
      }
    default: return nil
    }
  }

  private func rotate(_ hand: World.Hand) async -> Reply {
    var new: NewSession?
    let reply = await run(.rotate(hand.id, by: hand.visitor.digest)) {
      switch try await sessions.rotate(hand.visitor.caller) {
      case .rotated(let session):
        new = session
        return .new(SessionCard(session.visitor.session), session.visitor.digest)
      case .alreadyRotated(let session): return .alreadyRotated(SessionCard(session))
      }
    }
    if case .heard = reply, let new { world.learn(new.visitor, new.token) }
    return reply
  }

  private func create() async -> Reply {
    var new: NewSession?
    let reply = await run(.create) {
      let session = try await sessions.create()
      new = session
      return .new(SessionCard(session.visitor.session), session.visitor.digest)
    }
    if case .heard = reply, let new { world.learn(new.visitor, new.token) }
    return reply
  }

  private func note(_ party: Party, _ remarks: [Remark], isExpecting: Bool) async -> Reply? {
    guard let account = party.account else { return nil }
    let writing = Writing(remarks.filter { $0.topic != .referrer }, by: number)
    let revision = isExpecting ? world.ledger.withLock { $0.known.revisions[account] } : nil
    return await run(.note(account, writing, expecting: revision)) {
      let profile = try await profiles.update(writing.discovery, by: .account(account), expecting: revision)
      world.ledger.withLock { $0.known.revisions[account] = profile.times.revision }
      return .profile(ProfileCard(profile))
    }
  }
}

extension Client {
  private func claim(_ hands: [World.Hand], for party: Party, isPlanned: Bool) async -> Reply? {
    guard let account = party.account, let first = hands.first else { return nil }
    var plan: ClaimPlan?
    if isPlanned {
      let reply = await run(.plan(first.visitor.digest, for: account)) {
        .plan(try await claims.plan(.token(first.token.revealed), for: account))
      }
      guard case .heard(.plan(let made)) = reply else { return reply }
      plan = made
    }
    let proofs = hands.map { ClaimProof.token($0.token.revealed) }
    let reply = await run(.claim(hands.map(\.visitor.digest), for: account, as: plan)) {
      guard proofs.count > 1 else {
        return .claims([try ClaimAnswer(try await claims.claim(proofs[0], for: account, as: plan))])
      }
      return .claims(try await claims.claim(proofs, for: account).map { try ClaimAnswer($0.get()) })
    }
    if case .heard(.claims(let answers)) = reply {
      world.ledger.withLock { ledger in
        for id in answers.compactMap(\.receipt) { ledger.known.learn(id, of: account) }
      }
    }
    return reply
  }

  private func unclaim(_ index: Int, isStranger: Bool) async -> Reply? {
    let known = world.ledger.withLock { $0.known.receipts }
    // Where nobody has a receipt yet, somebody makes one up.
    let receipt = known.isEmpty ? nil : known[index % known.count]
    let owner = receipt.flatMap { Party(rawValue: $0.account.text) } ?? .ann
    guard let account = (isStranger ? owner.other : owner).account else { return nil }
    let id = receipt?.id ?? ClaimReceipt.ID(bits: Bits128(high: 0, low: 0))
    var new: NewSession?
    let reply = await run(.unclaim(id, by: account)) {
      let undone = try await claims.unclaim(id, by: .account(account))
      new = undone.new
      return .unclaimed(UnclaimAnswer(undone))
    }
    if case .heard = reply, let new { world.learn(new.visitor, new.token) }
    return reply
  }

  private func sweepSessions(_ limit: Int) async -> Reply {
    await run(.sweepSessions) {
      let report = try await sessions.sweep(limit: limit)
      return .swept(
        sessions: report.sessions, conversations: report.conversations, messages: report.messages,
        isWhole: report.resume == nil)
    }
  }

  private func sweepClaims(_ limit: Int) async -> Reply {
    await run(.sweepClaims) {
      let report = try await claims.sweep(limit: limit)
      return .settled(report.sessions, isWhole: report.resume == nil)
    }
  }
}

extension Party {
  var account: Account.ID? { try? Account.ID(rawValue) }
}

extension ClaimAnswer {
  fileprivate init(_ outcome: ClaimOutcome) throws {
    switch outcome {
    case .claimed(let result):
      self = .claimed(result.receipt.id, ReceiptCard(result.receipt), ProfileCard(result.profile))
    case .alreadyYours(let result):
      self = .alreadyYours(result.receipt.id, ReceiptCard(result.receipt), ProfileCard(result.profile))
    case .refused(.contended): throw StoreTrouble.contended(attempts: 0)
    case .refused(let refusal): self = .refused(refusal)
    }
  }

  fileprivate var receipt: ClaimReceipt.ID? {
    switch self {
    case .claimed(let id, _, _), .alreadyYours(let id, _, _): id
    case .refused: nil
    }
  }
}

extension UnclaimAnswer {
  fileprivate init(_ undone: Unclaimed) {
    session = SessionCard(undone.new.visitor.session)
    digest = undone.new.visitor.digest
    profile = ProfileCard(undone.profile)
    undoing = UndoingCard(undone.undoing)
  }
}

extension Writing {
  /// What the remarks of one operation say.
  init(_ remarks: [Remark], by number: Int) {
    for remark in remarks {
      let text: String? =
        switch remark.saying {
        case .own: "\(remark.topic.rawValue) of \(number)"
        case .common: "as usual"
        case .nothing: nil
        }
      switch remark.topic {
      case .referrer: notes.updateValue(text, forKey: remark.topic.rawValue)
      case .timeframe: fields.updateValue(text, forKey: .timeframe)
      case .facilityType, .facilitySize, .siteCount, .floorTypes:
        fields.updateValue(text, forKey: .answer(remark.topic.rawValue))
      }
    }
  }
}
