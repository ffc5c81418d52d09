import Carryover
import CarryoverTesting
public import Testing

/// A story of a claim, told by its rule.
public enum ClaimStory: String, CaseIterable, Sendable, CustomTestStringConvertible {
  /// What a claim hands over is seen all at once.
  case atOnce =
    "CL-2, CL-12: a reader sees none of the conversations as the account's, or all; a replay changes nothing"
  /// Many claims at the same time.
  case race = "CL-4: of 100 claims at once by two accounts one wins, and the 99 other answers agree with it"
  /// A claim that is taken back.
  case undone =
    "CL-9: an unclaim gives back what was untouched and keeps what was written; the session can be claimed again"
  /// A receipt without anybody in it.
  case anonymised = "CL-8: an anonymised receipt answers nobody, and the conversations stay where they are"
  /// A claim that was undoable long ago.
  case settled = "SE-6: a claimed session is reduced to its claim, and still leads to receipt and conversations"

  /// The rule and what it says.
  public var testDescription: String { rawValue }

  /// Tells the story.
  public func tell(on stage: Stage) async throws {
    switch self {
    case .atOnce: try await stage.seeClaimAtOnce()
    case .race: try await stage.raceClaims()
    case .undone: try await stage.undoClaim()
    case .anonymised: try await stage.anonymiseClaim()
    case .settled: try await stage.settleClaim()
    }
  }
}

extension Stage {
  fileprivate func seeClaimAtOnce() async throws {
    let (new, chats) = try await visit(conversations: 12, messages: 1)
    let ann = Caller.account(ann)
    let (result, counts) = try await withThrowingTaskGroup(of: [Int].self) { group in
      group.addTask {
        var counts: [Int] = []
        for _ in 0..<10_000 where counts.last != chats.count {
          counts.append(try await conversations.list(by: ann).values.count)
          await Task.yield()
        }
        return counts
      }
      let result = try #require(try await claims.claim(new.proof, for: self.ann).result)
      return (result, try await group.next() ?? [])
    }
    #expect(Set(counts).isSubset(of: [0, chats.count]) && counts.last == chats.count)
    #expect(try await conversations.list(by: ann).values.map(\.id) == chats.reversed())
    #expect(result.receipt.conversations == chats.count && result.receipt.isIntact)
    #expect(result.profile.discovery.timeframe == "this quarter")

    let again = try await claims.claim(new.proof, for: self.ann)
    #expect(again == .alreadyYours(result))
    #expect(try await claims.receipt(result.receipt.id, by: ann) == result.receipt)
    #expect(try await events(.sessionClaimed).count == 1)
    for id in chats {
      #expect(try await conversations.messages(of: id, by: ann).messages.map(\.text) == ["message 0"])
      await #expect(throws: ConversationError.notFound) {
        try await conversations.conversation(id, by: new.visitor.caller)
      }
    }
  }

  fileprivate func raceClaims() async throws {
    let new = try await visit().new
    let outcomes = try await withThrowingTaskGroup(of: (Account.ID, ClaimOutcome).self) { group in
      for number in 0..<100 {
        let account = number.isMultiple(of: 2) ? ann : bob
        group.addTask { (account, try await claims.claim(new.proof, for: account)) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let winners = outcomes.filter { if case .claimed = $0.1 { true } else { false } }
    #expect(winners.count == 1)
    let (winner, first) = try #require(winners.first)
    for (account, outcome) in outcomes {
      if account == winner {
        #expect(outcome.result?.receipt == first.result?.receipt)
      } else {
        #expect(outcome == .refused(.claimedByAnother))
      }
    }
    #expect(try await events(.sessionClaimed).count == 1)
  }

  fileprivate func undoClaim() async throws {
    let (new, chats) = try await visit(conversations: 2)
    let ann = Caller.account(ann)
    let before = try await profiles.update(DiscoveryPatch(questionIndex: .set(4)), by: ann)
    let receipt = try #require(try await claims.claim(new.proof, for: self.ann).result).receipt
    _ = try await conversations.append("mine", to: chats[1], by: ann)
    let undone = try await claims.unclaim(receipt.id, by: ann)

    #expect(undone.profile.discovery == before.discovery && undone.undoing.keptConversations == [chats[1]])
    #expect(try await conversations.list(by: ann).values.map(\.id) == [chats[1]])
    #expect(try await conversations.list(by: undone.new.visitor.caller).values.map(\.id) == [chats[0]])
    await #expect(throws: SessionError.refused(.unknown)) { try await sessions.find(new.token) }
    await #expect(throws: UnclaimError.tooLate) { try await claims.unclaim(receipt.id, by: ann) }
    let second = try #require(try await claims.claim(undone.new.proof, for: bob).result)
    #expect(second.receipt.id != receipt.id && second.profile.discovery.timeframe == "this quarter")
    #expect(try await conversations.list(by: .account(bob)).values.map(\.id) == [chats[0]])
  }

  fileprivate func anonymiseClaim() async throws {
    let (new, chats) = try await visit(conversations: 1, messages: 1)
    let receipt = try #require(try await claims.claim(new.proof, for: ann).result).receipt
    let report = try await claims.anonymise(receiptsOf: ann, by: .account(ann))

    #expect(report.receipts == 1 && report.resume == nil)
    let left = try #require(try await claims.anonymousReceipt(receipt.id, by: .system))
    #expect(left.decisions.map(\.result) == receipt.decisions.map(\.result) && left.conversations == 1)
    #expect(try await claims.claim(new.proof, for: ann) == .refused(.unknown))
    #expect(try await claims.receipt(receipt.id, by: .account(ann)) == nil)
    #expect(try await conversations.list(by: .account(ann)).values.map(\.id) == chats)
    #expect(try await claims.anonymise(receiptsOf: ann, by: .system).examined == 0)
  }

  fileprivate func settleClaim() async throws {
    let (new, chats) = try await visit(conversations: 2, messages: 1)
    _ = try await claims.makeLink(new.visitor.caller, recipient: "ann@example.org")
    let first = try #require(try await claims.claim(new.proof, for: ann).result)
    clock.advance(by: .seconds(400 * 86_400))
    let report = try await claims.sweep()

    #expect(report.sessions == 1 && report.links == 1 && report.resume == nil)
    #expect(try await claims.sweep().examined == 0)
    #expect(try await sessions.sweep().examined == 0)
    #expect(try await store.sessions.session(first.receipt.session)?.discovery.isEmpty == true)
    #expect(try await claims.claim(new.proof, for: ann) == .alreadyYours(first))
    #expect(try await conversations.list(by: .account(ann)).values.map(\.id) == chats.reversed())
  }
}
