import Carryover
import Synchronization

/// What no design of a claim can avoid: to find both sides, to merge them answer by answer, to hash what went in, and to keep it all.
final class BareClaims: Sendable {
  typealias Answers = [String: Sourced<DiscoveryAnswer>]

  struct Decision {
    let ours: Sourced<DiscoveryAnswer>?
    let theirs: Sourced<DiscoveryAnswer>?
  }

  struct Receipt {
    let session: Session.ID
    let account: Account.ID
    let decisions: [Decision]
    let inputs: Bits256
  }

  private let profiles = Mutex<[Account.ID: Answers]>([:])
  private let estates = Mutex<[Account.ID: [Session.ID]]>([:])
  private let receipts = Mutex<[Bits128: Receipt]>([:])

  func begin(_ account: Account.ID, with answers: Answers) {
    profiles.withLock { $0[account] = answers }
  }

  /// Claims the session that a token opens, and writes `claimed` in its place.
  func claim(
    _ token: SessionToken, for account: Account.ID, from sessions: BareSessions, writing claimed: Session
  ) -> Bool {
    let digest = TokenHash.builtIn.digest(of: token)
    guard let session = sessions.find(digest), var ours = profiles.withLock({ $0[account] }) else { return false }
    var estate = estates.withLock { $0[account] } ?? []
    let theirs = session.discovery.sourcedAnswers
    var decisions: [Decision] = []
    for (key, answer) in ours { decisions.append(Decision(ours: answer, theirs: theirs[key])) }
    for (key, answer) in theirs {
      let standing = ours[key]
      if standing == nil { decisions.append(Decision(ours: nil, theirs: answer)) }
      if standing.map({ $0.at < answer.at }) ?? true { ours[key] = answer }
    }
    let receipt = Receipt(
      session: session.id, account: account, decisions: decisions, inputs: SHA2.digest(Self.bytes(of: decisions)))
    estate.append(session.id)
    let live = Surroundings.live
    profiles.withLock { $0[account] = ours }
    estates.withLock { $0[account] = estate }
    sessions.write(claimed, under: digest)
    receipts.withLock { $0[Bits128(high: live.random(), low: live.random())] = receipt }
    return true
  }

  private static func bytes(of decisions: [Decision]) -> [UInt8] {
    var bytes: [UInt8] = []
    for decision in decisions {
      for answer in [decision.ours?.value, decision.theirs?.value] {
        guard let answer else { continue }
        for text in [answer.value, answer.key, answer.questionID, answer.label, answer.group] {
          bytes.append(contentsOf: text.utf8)
        }
      }
    }
    return bytes
  }
}
