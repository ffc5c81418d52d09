import FoundationEssentials

@testable import Carryover

/// Keeps account of every statement and every replaced value by its canonical JSON. It shares no code with the merge: content is read
/// member by member, and values out of decisions are unwrapped here.
struct MergeLedger {
  /// Whole statements: the field's path, the value or `cleared`, the source and the date.
  private(set) var statements: Set<[UInt8]> = []

  /// Values, by the field's path.
  private(set) var values: Set<[UInt8]> = []

  init() {}

  init(_ content: DiscoveryContent) throws {
    try note(content.sourcedQuestionIndex, under: "currentQuestionIndex")
    try note(content.sourcedPhase, under: "phase")
    try note(content.sourcedTimeframe, under: "timeframe")
    for (key, answer) in content.sourcedAnswers { try note(answer, under: "answers.\(key)") }
    for (id, product) in content.sourcedProducts { try note(product, under: "selectedProductIds.\(id.text)") }
    let roi = content.sourcedROIInputs
    try note(roi.laborRate, under: "roiInputs.laborRate")
    try note(roi.utilization, under: "roiInputs.utilization")
    try note(roi.maintenanceFactor, under: "roiInputs.maintenanceFactor")
    try note(roi.manualMonthlySpend, under: "roiInputs.manualMonthlySpend")
    try note(roi.manualMonthlyHours, under: "roiInputs.manualMonthlyHours")
  }

  mutating func note(_ statement: Sourced<DiscoveryFieldValue>?, of field: DiscoveryField) throws {
    guard let statement else { return }
    switch statement.value ?? statement.replaced {
    case .index: try note(statement.as { if case .index(let it) = $0 { it } else { nil } }, under: "\(field)")
    case .phase: try note(statement.as { if case .phase(let it) = $0 { it } else { nil } }, under: "\(field)")
    case .text, nil: try note(statement.as { if case .text(let it) = $0 { it } else { nil } }, under: "\(field)")
    case .answer: try note(statement.as { if case .answer(let it) = $0 { it } else { nil } }, under: "\(field)")
    case .money: try note(statement.as { if case .money(let it) = $0 { it } else { nil } }, under: "\(field)")
    case .figure: try note(statement.as { if case .figure(let it) = $0 { it } else { nil } }, under: "\(field)")
    case .product: try note(statement.as { if case .product(let it) = $0 { it } else { nil } }, under: "\(field)")
    }
  }

  private mutating func note<Value>(_ field: Sourced<Value>?, under path: String) throws {
    guard let field else { return }
    let value = try field.value.map { try JSONText.of($0) }
    let source = try JSONText.of(field.source)
    statements.insert(Array("\(path)|\(value ?? "cleared")|\(source)|\(field.at.milliseconds)".utf8))
    if let value { values.insert(Array("\(path)|\(value)".utf8)) }
    if let replaced = field.replaced { values.insert(Array("\(path)|\(try JSONText.of(replaced))".utf8)) }
  }

  /// What is in this account and not in the other, for a message; nil if nothing is.
  func missing(from other: MergeLedger) -> String? {
    let lost = statements.subtracting(other.statements).union(values.subtracting(other.values))
    return lost.isEmpty ? nil : lost.map { String(decoding: $0, as: UTF8.self) }.sorted().joined(separator: ", ")
  }
}

extension Sourced {
  fileprivate func `as`<Other>(_ unwrap: (Value) -> Other?) -> Sourced<Other> {
    Sourced<Other>(
      value: value.flatMap(unwrap), source: source, at: at, replaced: replaced.flatMap(unwrap))
  }
}
