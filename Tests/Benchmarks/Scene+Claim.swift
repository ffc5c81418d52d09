import Carryover
import CarryoverInMemory
import FoundationEssentials

extension Scene {
  /// Each account, whose profile has ten answers, claims a session with 25 and some conversations.
  mutating func claim(conversations: Int, threads: Int) async throws -> Turn {
    let operations = 20 * scale(threads)
    let mine = try await Claimable.make(operations, conversations: conversations, in: store)
    let claims = Claims(store: store)
    let library = try await timed(operations, threads: threads) { range in
      for index in range {
        let outcome = try await claims.claim(.token(mine[index].token.revealed), for: mine[index].account)
        guard case .claimed(let result) = outcome, result.receipt.conversations == conversations else {
          throw Surprise(description: "not claimed: \(outcome)")
        }
      }
    }
    for claimable in mine { try await claimable.delete(from: store) }

    let bareClaims = BareClaims()
    let (bares, claimed) = try await prepareBareClaims(operations, bareClaims)
    let bare = try await timed(operations, threads: threads) { [bare] range in
      for index in range {
        let (token, account) = (bares[index].token, bares[index].account)
        guard bareClaims.claim(token, for: account, from: bare, writing: claimed) else {
          throw Surprise(description: "not claimed")
        }
      }
    }
    for claimable in bares { self.bare.delete(claimable.digest) }
    return Turn(library: library, bare: bare)
  }

  /// As many sessions and profiles on the bare side, with values that nobody else holds, and what a session is after its claim.
  private func prepareBareClaims(
    _ count: Int, _ bareClaims: BareClaims
  ) async throws -> (claimables: [Claimable], claimed: Session) {
    let store = InMemoryStore()
    let claimables = try await Claimable.make(count + 1, conversations: 0, in: store)
    for claimable in claimables {
      guard let session = try await store.sessions.session(claimable.id) else { continue }
      bare.write(session, under: claimable.digest)
      let profile = try await Profiles(store: store).profile(of: .account(claimable.account))
      bareClaims.begin(claimable.account, with: profile.discovery.sourcedAnswers)
    }
    let last = claimables[count]
    _ = try await Claims(store: store).claim(.token(last.token.revealed), for: last.account)
    guard let claimed = try await store.sessions.session(last.id) else {
      throw Surprise(description: "a session is missing")
    }
    bare.delete(last.digest)
    return (claimables.dropLast(), claimed)
  }
}

/// A session and the account that will claim it.
struct Claimable {
  let token: SessionToken
  let digest: TokenDigest
  let id: Session.ID
  let account: Account.ID
  let conversations: [Conversation.ID]

  static func make(_ count: Int, conversations: Int, in store: InMemoryStore) async throws -> [Claimable] {
    let chats = Conversations(store: store, policy: ConversationPolicy(conversationsPerSession: conversations))
    // What the account said is older, so that the session's answers take its place.
    let profiles = Profiles(store: store, surroundings: Surroundings(now: { Date.now.addingTimeInterval(-3_600) }))
    var made: [Claimable] = []
    for _ in 0..<count {
      let new = try await Sessions(store: store).create()
      _ = try await Sessions(store: store).update(Answers.whole, by: new.visitor.caller)
      var begun: [Conversation.ID] = []
      for _ in 0..<conversations { begun.append(try await chats.begin(by: new.visitor.caller).id) }
      let account = try Account.ID("account of \(new.visitor.session.id)")
      _ = try await profiles.update(Answers.all.discovery, by: .account(account))
      made.append(
        Claimable(
          token: new.token, digest: new.visitor.digest, id: new.visitor.session.id, account: account,
          conversations: begun))
    }
    return made
  }

  /// Deletes everything of the claim, so that the next turn meets the same store.
  func delete(from store: InMemoryStore) async throws {
    var keys: [RecordKey] = [.session(id), .tokenSlot(digest), .profile(of: account)]
    keys += [RecordKey(.estate, identity: account.text)].compactMap(\.self)
    if case .claimed(let claim) = try await store.sessions.session(id)?.standing {
      keys.append(.claimReceipt(claim.receipt))
    }
    keys += conversations.map { .conversation($0) }
    for start in stride(from: 0, to: keys.count, by: 50) {
      let some = Array(keys[start..<min(start + 50, keys.count)])
      let found = try await store.load(some).items.prefix(some.count)
      try await store.commit(Commit(found.compactMap { item in item.found.map { .delete(item.key, $0.version) } }))
    }
  }
}
