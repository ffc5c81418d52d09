import FoundationEssentials

/// One thing that happens while two extractions are in flight.
enum ExtractionStep: String, CaseIterable {
  /// The first extraction begins with the person's first message, the second with the second.
  case beginFirst, beginSecond
  /// The person says something more.
  case speak
  /// What was read is committed.
  case commitFirst, commitSecond
  /// The person fills something in.
  case edit
  /// An account takes the session over, and gives it back.
  case claim, unclaim

  /// What must have happened before.
  private var after: ExtractionStep? {
    switch self {
    case .beginFirst, .edit, .claim: nil
    case .speak, .commitFirst: .beginFirst
    case .beginSecond: .speak
    case .commitSecond: .beginSecond
    case .unclaim: .claim
    }
  }
}

extension ExtractionStep {
  /// Every order of some steps in which each comes after what it needs.
  static func orders(of steps: [ExtractionStep]) -> [[ExtractionStep]] {
    guard !steps.isEmpty else { return [[]] }
    return steps.filter { step in step.after.map { !steps.contains($0) } ?? true }.flatMap { first in
      orders(of: steps.filter { $0 != first }).map { [first] + $0 }
    }
  }

  /// The orders without a claim, with one, and with one that is undone.
  static let schedules: [[ExtractionStep]] =
    [[.claim, .unclaim], [.unclaim], []].flatMap { absent in orders(of: allCases.filter { !absent.contains($0) }) }
}

/// The same happenings in plain dictionaries: the newest statement stands, and a claim moves what stands. It knows nothing of the library.
struct PlainExtraction {
  struct Said: Equatable {
    let text: String
    let at: Date
  }

  private(set) var session: [String: Said] = [:]
  private(set) var profile: [String: Said] = [:]
  private(set) var isClaimed = false
  private var isWrittenInClaim = false
  private(set) var isAccounts = false
  private var before: [String: Said] = [:]
  private var merged: [String: Said] = [:]

  /// Whether the conversation leads to the account.
  var leadsToAccount: Bool { isClaimed || isAccounts }

  mutating func edit(_ answers: [String: String], at now: Date) {
    for (key, text) in answers {
      if isClaimed { profile[key] = Said(text: text, at: now) } else { session[key] = Said(text: text, at: now) }
    }
  }

  mutating func speak() { if isClaimed { isWrittenInClaim = true } }

  /// Answers the keys that changed.
  mutating func commit(_ answers: [String: String], at said: Date) -> [String] {
    let incoming = answers.mapValues { Said(text: $0, at: said) }
    let old = leadsToAccount ? profile : session
    let new = old.merging(incoming) { $0.at >= $1.at ? $0 : $1 }
    if leadsToAccount { profile = new } else { session = new }
    return new.keys.filter { new[$0] != old[$0] }.sorted()
  }

  mutating func claim() {
    isClaimed = true
    before = profile
    profile.merge(session) { $0.at >= $1.at ? $0 : $1 }
    merged = profile
  }

  mutating func unclaim() {
    isClaimed = false
    isAccounts = isWrittenInClaim
    for key in session.keys where profile[key] == merged[key] { profile[key] = before[key] }
  }
}
