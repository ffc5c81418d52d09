import FoundationEssentials

@testable import Carryover

/// Short words for the merges of these tests: statements at whole seconds after one moment.
enum MergeScene {
  static let start = Date(milliseconds: 1_770_000_000_000)

  static let session = Session.ID(bits: Bits128(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001))

  static func at(_ second: Int) -> Date { start.addingTimeInterval(Double(second)) }

  static func message(_ number: UInt64) -> Message.ID { Message.ID(bits: Bits128(high: 0, low: number)) }

  static func answer(_ text: String, to key: String, label: String = "Label") throws -> DiscoveryAnswer {
    let question = try DiscoveryQuestion(id: "q-\(key)", key: key, label: label, group: "Group")
    return try DiscoveryAnswer(text, to: question, maximumBytes: .max)
  }
}

/// What one side says about a field of text in a table of cases; nil stands for "cleared".
struct Said: Sendable {
  let text: String?
  let source: FieldSource
  let second: Int
  var replaced: String?

  static func visitor(_ text: String?, _ second: Int) -> Said { Said(text: text, source: .visitor, second: second) }
  static func account(_ text: String?, _ second: Int) -> Said { Said(text: text, source: .account, second: second) }
  static func imported(_ text: String?, _ second: Int) -> Said { Said(text: text, source: .imported, second: second) }
  static func model(_ text: String?, _ second: Int) -> Said {
    Said(text: text, source: .model(message: MergeScene.message(1)), second: second)
  }

  func replacing(_ text: String) -> Said { Said(text: self.text, source: source, second: second, replaced: text) }

  var timeframe: Sourced<String> {
    Sourced(value: text, source: source, at: MergeScene.at(second), replaced: replaced)
  }
}

extension DiscoveryContent {
  /// Content with nothing but what a test writes into its fields.
  static func with(_ write: (inout Fields) throws -> Void) rethrows -> DiscoveryContent {
    var fields = Fields()
    try write(&fields)
    return DiscoveryContent(fields)
  }

  /// Content with nothing but a timeframe, or with nothing at all.
  static func timeframe(_ said: Said?) -> DiscoveryContent { with { $0.timeframe = said?.timeframe } }

  func merging(
    _ session: DiscoveryContent, policy: MergePolicy = .standard, limits: SessionLimits = SessionLimits(),
    conflictBytes: Int = .max
  ) -> DiscoveryMerge {
    DiscoveryContent.merging(
      session: session, of: MergeScene.session, into: self, policy: policy, limits: limits,
      conflictBytes: conflictBytes)
  }
}

extension DiscoveryMerge {
  subscript(field: DiscoveryField) -> MergeDecision? { decisions.first { $0.field == field } }
}

extension MergePolicy {
  /// One rule wherever it makes sense, and ranks elsewhere.
  static func everywhere(_ rule: MergeRule) throws -> MergePolicy {
    switch rule {
    case .ranked, .keepAccount, .takeSession, .newest, .ask:
      try MergePolicy(
        questionIndex: rule, phase: rule, timeframe: rule, roiInputs: rule, answers: rule, products: rule)
    case .furthest: try MergePolicy(questionIndex: rule, phase: rule)
    case .union: try MergePolicy(answers: rule, products: rule)
    }
  }
}
