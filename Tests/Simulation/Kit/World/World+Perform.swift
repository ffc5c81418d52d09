internal import Carryover
internal import Synchronization

/// Carries operations out, and writes down what came of them.
extension World {
  func perform(_ planned: Scenario.Planned, on lane: Lane) async {
    let client = Client(self, lane, number: planned.number, skew: planned.skew)
    note("operation \(planned.number) begins: \(planned.operation)")
    switch planned.operation {
    case .create: await create(client)
    case .sweep(let limit): await sweep(client, limit)
    case .leave(let post): await change(client, post, isEntering: false)
    case .enter(let post): await change(client, post, isEntering: true)
    case .deed(let deed): await client.perform(deed)
    case .find(let holder), .update(let holder, _, _), .renew(let holder), .rotate(let holder), .revoke(let holder),
      .revokeAsSystem(let holder), .noteActivity(let holder), .resolve(let holder, _):
      guard let held = held(by: holder) else { return }
      await perform(planned.operation, client, held)
    }
  }

  /// A session with one of its tokens, as its holder knows them now.
  struct Hand {
    var id: Session.ID
    var token: SessionToken
    var visitor: Visitor
    var revision: Int
  }

  func held(by holder: Holder) -> Hand? {
    ledger.withLock { ledger in
      guard !ledger.held.isEmpty else { return nil }
      let held = ledger.held[holder.visitor % ledger.held.count]
      let index = max(0, held.tokens.count - 1 - holder.age)
      return Hand(
        id: held.id, token: held.tokens[index], visitor: held.visitors[index], revision: held.revision)
    }
  }

  private func perform(_ operation: Operation, _ client: Client, _ hand: Hand) async {
    let (id, caller, digest) = (hand.id, hand.visitor.caller, hand.visitor.digest)
    switch operation {
    case .find:
      let end = await client.find(hand.token)
      client.record(.find(digest), end)
    case .update(_, let edit, let isExpecting):
      let revision = isExpecting ? hand.revision : nil
      let end = await client.update(caller, edit, expecting: revision)
      client.record(.update(id, by: digest, edit, expecting: revision), end)
    case .renew:
      let end = await client.renew(caller)
      client.record(.renew(id, by: digest), end)
    case .rotate:
      let (end, new) = await client.rotate(caller)
      client.record(.rotate(id, by: digest, to: new?.visitor.digest ?? client.line.record.token), end)
      if let new { learn(new.visitor, new.token) }
    case .revoke:
      let end = await client.revoke(id, by: caller)
      client.record(.revoke(id, by: digest), end)
    case .revokeAsSystem:
      let end = await client.revoke(id, by: .system)
      client.record(.revoke(id, by: nil), end)
    case .noteActivity:
      let end = await client.noteActivity(of: hand.visitor)
      let lastSeen = hand.visitor.session.lastActivityAt.milliseconds
      let request = Request.noteActivity(id, by: digest, lastSeen: lastSeen)
      client.record(request, end)
      // A note is no change and has no name by which to know it again: it may have been made, and a refusal follow.
      if case .answered(.refused) = end, client.line.record.lost > 0 { client.record(request, .unanswered("unknown")) }
    case .resolve(_, let newcomer): await resolve(client, hand, newcomer)
    case .create, .sweep, .leave, .enter, .deed: break
    }
  }

  /// Remembers a token that was handed out.
  func learn(_ visitor: Visitor, _ token: SessionToken) {
    ledger.withLock { ledger in
      let session = visitor.session
      let index =
        ledger.held.firstIndex { $0.id == session.id }
        ?? {
          ledger.held.append(Held(id: session.id, tokens: [], visitors: [], revision: 1))
          return ledger.held.count - 1
        }()
      ledger.held[index].tokens.append(token)
      ledger.held[index].visitors.append(visitor)
      ledger.held[index].revision = session.times.revision
    }
  }

  /// Remembers the revision that an answer showed.
  func learn(_ session: Session) {
    ledger.withLock { ledger in
      guard let index = ledger.held.firstIndex(where: { $0.id == session.id }) else { return }
      ledger.held[index].revision = session.times.revision
    }
  }
}

extension World {
  private func create(_ client: Client) async {
    do {
      let new = try await client.insist { () async throws(StoreTrouble) in try await client.sessions.create() }
      let session = Seen(new.visitor.session)
      client.record(.create(session.id, new.visitor.digest), .answered(.changed(session)))
      if !client.line.record.isCrashed { learn(new.visitor, new.token) }
    } catch {
      client.record(client.asked, client.end(error))
    }
  }

  private func sweep(_ client: Client, _ limit: Int) async {
    do {
      let report = try await client.sessions.sweep(limit: limit)
      let lost = client.line.record.lost
      if client.line.record.isCrashed {
        client.record(.sweep(count: nil), .unanswered("crashed"))
      } else {
        client.record(
          .sweep(count: report.sessions), .answered(.swept(sessions: report.sessions, tokenSlots: report.tokenSlots)))
        // A sweep that broke off says what it knows; of one session more it does not.
        if report.resume != nil, lost > 0 { client.record(.sweep(count: 1), .unanswered("unknown")) }
      }
    } catch {
      client.record(.sweep(count: nil), client.end(error))
    }
  }

  private func change(_ client: Client, _ post: Post, isEntering: Bool) async {
    let request = isEntering ? Request.enter(post) : .leave(post)
    let decision = ChangePost(
      post: post, isEntering: isEntering, now: client.now(), command: client.mintCommand())
    do {
      let answer = try await client.driver.run(decision)
      client.record(request, .answered(.post(answer)))
    } catch {
      client.record(request, client.end(error))
    }
  }

  private func resolve(_ client: Client, _ hand: Hand, _ newcomer: Operation.Newcomer) async {
    let request = Request.find(hand.visitor.digest)
    do {
      let resolution = try await client.sessions.resolve(
        token: hand.token.revealed, ifAbsent: newcomer == .welcome ? .begin : .refuse,
        account: { newcomer == .account ? try Account.ID("host-7") : nil })
      guard let visitor = resolution.visitor else {
        client.record(request, .answered(resolution.claimable.map { .named($0) } ?? .nobody))
        if newcomer != .account { blame("SE-8: operation \(client.number) resolved to an account that was not there") }
        return
      }
      if newcomer == .account { blame("SE-8: operation \(client.number) gave an account a look at a session") }
      guard case .set(let token, _) = resolution.cookie else {
        client.record(request, .answered(.found(Seen(visitor.session))))
        return
      }
      let find = client.recordFirst(request, .nobody)
      client.record(
        .create(visitor.session.id, visitor.digest), .answered(.changed(Seen(visitor.session))), now: 1, after: find)
      if !client.line.record.isCrashed { learn(visitor, token) }
    } catch is NobodyThere {
      client.record(request, .answered(.nobody))
    } catch let trouble as StoreTrouble {
      client.record(client.asked, client.end(trouble), now: 1)
    } catch {
      blame("SE-8: operation \(client.number) ended in \(error)")
    }
  }
}
