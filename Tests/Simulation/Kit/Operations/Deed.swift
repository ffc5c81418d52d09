package import CarryoverTesting

/// One thing that somebody does around the hand-over from a visitor to an account.
///
/// A new one is a case here, a line in ``draw(using:)``, a branch where a client carries it out, and what it should leave behind in the
/// accounting.
package enum Deed: Hashable, Sendable {
  case create
  case find(Holder)
  case answer(Holder, [Remark], expecting: Bool)
  case rotate(Holder)
  case revoke(Holder, bySystem: Bool)
  /// The account writes into its profile.
  case note(Party, [Remark], expecting: Bool)
  case begin(Voice)
  /// Reserves a slot, asks the model, and ends the reservation in some way.
  case send(Voice, Chat, Ending)
  /// Ends a reservation that somebody made, from another process.
  case conclude(Int, Ending)
  case append(Voice, Chat)
  case reply(Chat)
  case claim([Holder], by: Party, isPlanned: Bool)
  /// Undoes a claim whose receipt somebody has: as its account, or as another.
  case unclaim(Int, isStranger: Bool)
  case sweepSessions(limit: Int)
  case sweepClaims(limit: Int)
  case list(Voice)
  case read(Voice, Chat)
}

/// An account.
package enum Party: String, Hashable, Sendable, CaseIterable {
  case ann, bob

  var other: Party { self == .ann ? .bob : .ann }
}

/// Who speaks.
package enum Voice: Hashable, Sendable {
  case visitor(Holder)
  case account(Party)
}

/// Which conversation: of those that began in the speaker's session, or of all.
package struct Chat: Hashable, Sendable {
  package var number: Int
  package var isAnyones = false

  package init(_ number: Int, isAnyones: Bool = false) {
    self.number = number
    self.isAnyones = isAnyones
  }
}

/// How a reservation ends.
package enum Ending: String, Hashable, Sendable, CaseIterable {
  case commit, commitTwice, release
  /// Nobody comes back to it.
  case abandon
}

/// One thing that somebody says.
package struct Remark: Hashable, Sendable {
  package var topic: Topic
  package var saying: Saying

  package init(_ topic: Topic, _ saying: Saying = .own) {
    self.topic = topic
    self.saying = saying
  }

  /// What it is about.
  package enum Topic: String, Hashable, Sendable, CaseIterable {
    case facilityType, facilitySize, siteCount, floorTypes
    case timeframe
    /// A note of the host, which only a session has.
    case referrer
  }

  /// What is said.
  package enum Saying: String, Hashable, Sendable {
    /// Words that nobody else uses.
    case own
    /// The same words that others use.
    case common
    /// What was said is taken back.
    case nothing
  }
}

extension Deed {
  /// Some deed. Those around the claim come most often.
  package static func draw(using generator: inout SeededGenerator) -> Deed {
    let holder = Holder.draw(using: &generator)
    let party = Party.allCases.randomElement(using: &generator) ?? .ann
    let voice = Voice.draw(holder, party, using: &generator)
    let chat = Chat(.random(in: 0..<4, using: &generator), isAnyones: Int.random(in: 0..<6, using: &generator) == 0)
    let isExpecting = Int.random(in: 0..<3, using: &generator) == 0
    switch Int.random(in: 0..<50, using: &generator) {
    case 0...8: return .claim([holder], by: party, isPlanned: false)
    case 9...10: return .claim([holder], by: party, isPlanned: true)
    case 11: return .claim([holder, .draw(using: &generator)], by: party, isPlanned: false)
    case 12...16: return .unclaim(.random(in: 0..<4, using: &generator), isStranger: isExpecting && holder.age > 0)
    case 17...22: return .answer(holder, .draw(using: &generator), expecting: isExpecting)
    case 23...26: return .note(party, .draw(using: &generator), expecting: isExpecting)
    case 27...31: return .send(voice, chat, .draw(using: &generator))
    case 32...33: return .conclude(.random(in: 0..<4, using: &generator), .draw(using: &generator))
    case 34...36: return .append(voice, chat)
    case 37: return .reply(chat)
    case 38...39: return .begin(voice)
    case 40...41: return .rotate(holder)
    case 42...43: return .sweepSessions(limit: [1, 100].randomElement(using: &generator) ?? 100)
    case 44: return .sweepClaims(limit: [1, 100].randomElement(using: &generator) ?? 100)
    case 45: return .revoke(holder, bySystem: .random(using: &generator))
    case 46: return .create
    case 47: return .find(holder)
    case 48: return .list(voice)
    default: return .read(voice, chat)
    }
  }
}

extension Holder {
  /// Some session, by its latest token as a rule.
  static func draw(using generator: inout SeededGenerator) -> Holder {
    Holder(.random(in: 0..<4, using: &generator), age: [0, 0, 0, 0, 1, 2].randomElement(using: &generator) ?? 0)
  }
}

extension Voice {
  fileprivate static func draw(_ holder: Holder, _ party: Party, using generator: inout SeededGenerator) -> Voice {
    Int.random(in: 0..<3, using: &generator) == 0 ? .account(party) : .visitor(holder)
  }
}

extension Ending {
  fileprivate static func draw(using generator: inout SeededGenerator) -> Ending {
    [.commit, .commit, .commit, .commitTwice, .release, .abandon].randomElement(using: &generator) ?? .commit
  }
}

extension [Remark] {
  fileprivate static func draw(using generator: inout SeededGenerator) -> [Remark] {
    (0..<Int.random(in: 1...2, using: &generator)).map { _ in
      Remark(
        Remark.Topic.allCases.randomElement(using: &generator) ?? .siteCount,
        [.own, .own, .own, .own, .common, .nothing].randomElement(using: &generator) ?? .own)
    }
  }
}
