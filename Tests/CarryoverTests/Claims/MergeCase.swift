import CarryoverTesting
import FoundationEssentials

@testable import Carryover

/// What is merged in one case of a law: an account's content and those of its sessions, one after the other.
struct MergeCase: Encodable {
  var account: DiscoveryContent
  var sessions: [DiscoveryContent]
  var policy: MergePolicy = .standard
  var limits: SessionLimits = .none

  /// The order in which a law that is about order merges the sessions.
  var order = [0]

  enum CodingKeys: String, CodingKey {
    case account, sessions, policy, limits, order
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(account, forKey: .account)
    try container.encode(sessions, forKey: .sessions)
    try container.encode(policy, forKey: .policy)
    try container.encode("\(limits)", forKey: .limits)
    try container.encode(order, forKey: .order)
  }

  var session: DiscoveryContent { sessions.first ?? DiscoveryContent() }

  func merged() -> DiscoveryMerge { account.merging(session, policy: policy, limits: limits) }

  /// The case without one of its fields, or without what one of them replaced, or with the standard policy.
  var smaller: [MergeCase] {
    var cases: [MergeCase] = []
    func add(_ change: (inout MergeCase) -> Void) {
      var copy = self
      change(&copy)
      cases.append(copy)
    }
    for content in account.smaller { add { $0.account = content } }
    for (index, session) in sessions.enumerated() {
      for content in session.smaller { add { $0.sessions[index] = content } }
    }
    if policy != .standard { add { $0.policy = .standard } }
    return cases
  }
}

extension DiscoveryContent {
  fileprivate var smaller: [DiscoveryContent] {
    fields.written.sorted().flatMap { field -> [DiscoveryContent] in
      guard let statement = fields[field] else { return [] }
      var (without, plain) = (fields, fields)
      without[field] = nil
      plain[field] = statement.value == nil ? statement : statement.replacing(nil)
      return plain == fields ? [.init(without)] : [.init(without), .init(plain)]
    }
  }
}

extension SessionLimits {
  /// Limits that nothing reaches.
  static let none = SessionLimits(
    discovery: DiscoveryLimits(answers: .max, answerBytes: .max, products: .max, timeframeBytes: .max), bytes: .max)
}

// MARK: - Generation

extension SeededGenerator {
  /// A case with one session, under any policy.
  mutating func mergeCase() throws -> MergeCase {
    let density = pick([8, 20, 20, 50])
    let (account, session) = (try content(density), try content(density))
    return MergeCase(account: account, sessions: [session], policy: try policy(of: MergeRule.allCases))
  }

  /// A case with one session and limits of which several are reached.
  mutating func crampedCase() throws -> MergeCase {
    var example = try mergeCase()
    example.limits = SessionLimits(
      discovery: DiscoveryLimits(
        answers: pick([0, 1, 2, 4]), answerBytes: pick([1, 4, 9]), products: pick([0, 1, 2]),
        timeframeBytes: pick([1, 4, 9])),
      bytes: pick([0, 300, 700, 1500, 3000]))
    return example
  }

  /// A policy of these rules, where they make sense.
  mutating func policy(of rules: [MergeRule]) throws -> MergePolicy {
    let single = rules.filter { $0 != .furthest && $0 != .union }
    let (ordered, keyed) = (rules.filter { $0 != .union }, rules.filter { $0 != .furthest })
    return try MergePolicy(
      questionIndex: pick(ordered), phase: pick(ordered), timeframe: pick(single), roiInputs: pick(single),
      answers: pick(keyed), products: pick(keyed), answersByKey: chance(30) ? ["type": pick(keyed)] : [:])
  }

  /// Content in which each field is set with this chance in percent; now and then with a great many answers.
  mutating func content(_ density: Int) throws -> DiscoveryContent {
    let pool = try MergePool.shared.get()
    var fields = DiscoveryContent.Fields()
    if chance(density) { fields.questionIndex = sourced([0, 1, 2, 25, .max]) }
    if chance(density) { fields.phase = sourced(DiscoveryPhase.allCases) }
    if chance(density) { fields.timeframe = sourced(pool.texts) }
    if chance(density) { fields.roiInputs.laborRate = sourced(pool.money) }
    if chance(density) { fields.roiInputs.utilization = sourced(pool.shares) }
    if chance(density) { fields.roiInputs.maintenanceFactor = sourced(pool.shares) }
    if chance(density) { fields.roiInputs.manualMonthlySpend = sourced(pool.money) }
    if chance(density) { fields.roiInputs.manualMonthlyHours = sourced(pool.shares) }
    let isCrowded = next() % 200 == 0
    for (key, answers) in isCrowded ? pool.answers : Array(pool.answers.prefix(5)) where chance(density) {
      fields.answers[key] = sourced(answers)
    }
    for id in pool.products where chance(density) {
      let product = sourced([id])
      fields.products[id] =
        product.value == nil
        ? Sourced(value: nil, source: product.source, at: product.at, replaced: id) : product
    }
    return DiscoveryContent(fields)
  }

  private mutating func sourced<Value>(_ values: [Value]) -> Sourced<Value> {
    let source: FieldSource =
      switch next() % 4 {
      case 0: .visitor
      case 1: .account
      case 2: .imported
      default: .model(message: MergeScene.message(1 + next() % 2))
      }
    return Sourced(
      value: chance(25) ? nil : pick(values), source: source, at: MergeScene.at(Int(next() % 4)),
      replaced: chance(35) ? pick(values) : nil)
  }

  mutating func chance(_ percent: Int) -> Bool { next() % 100 < UInt64(percent) }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[Int(next() % UInt64(values.count))] }
}

/// Few values, so that both sides often say the same: among them two spellings of one text, and two labels of one question.
private struct MergePool {
  let texts = ["soon", "2027", "caf\u{E9}", "cafe\u{301}"]
  let money: [MoneyFigure]
  let shares: [Figure]
  let answers: [(String, [DiscoveryAnswer])]
  let products: [Product.ID]

  static let shared = Result { try MergePool() }

  init() throws {
    shares = [try Figure(0), try Figure(1), try Figure(low: 0, high: 1)]
    money =
      try shares.map { MoneyFigure($0, try CurrencyCode("USD")) } + [
        MoneyFigure(try Figure(1), try CurrencyCode("EUR"))
      ]
    products = try ["p", "q", "r"].map { try Product.ID($0) }
    let texts = texts
    answers = try (["type", "size", "a.b", "\u{301}c", "d"] + (0..<60).map { "k\($0)" }).map { key in
      (key, try texts.flatMap { text in try ["A", "B"].map { try MergeScene.answer(text, to: key, label: $0) } })
    }
  }
}
