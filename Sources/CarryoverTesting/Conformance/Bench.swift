internal import Carryover
internal import FoundationEssentials

/// Where one contract is checked: the store, and names that no other contract and no other run uses.
struct Bench: Sendable {
  let store: any Store
  let options: ConformanceOptions
  let contract: Contract

  /// Part of every name that the contract uses.
  let run: String
}

extension Bench {
  /// A key of this run.
  func key(_ name: String) throws -> RecordKey {
    try key(identity: "\(run).\(name)")
  }

  /// A key whose identity is exactly this text.
  func key(_ kind: RecordKind = .probe, identity: String) throws -> RecordKey {
    guard let key = RecordKey(kind, identity: identity) else {
      throw violation(expected: "an identity of kind \(kind.rawValue)", actual: identity)
    }
    return key
  }

  /// Keys of this run, numbered, in ascending order.
  func keys(_ count: Int, _ name: String = "k") throws -> [RecordKey] {
    try (0..<count).map { try key(name + padded($0)) }
  }

  /// A shelf of this run.
  func shelf(_ name: String, _ purpose: Shelf.Name = .probe) throws -> Shelf {
    Shelf(purpose, of: try key(name))
  }

  /// A record with a number inside.
  func record(
    _ key: RecordKey, _ number: Int, target: RecordKey? = nil, on entries: ShelfEntry...
  ) -> Record {
    Record(key: key, body: #"{"n":\#(number)}"#, target: target, entries: entries)
  }

  /// An event about a record of this run, with a number inside.
  func event(_ subject: RecordKey, _ number: Int) -> DomainEvent {
    DomainEvent(
      id: DomainEvent.ID(UUID(), ordinal: 0), kind: DomainEvent.Kind(rawValue: "probe.happened"), subject: subject,
      actor: .system, time: Date(timeIntervalSince1970: 1_770_000_000), facts: ["n": "\(number)"])
  }

  private func padded(_ number: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }
}

extension Bench {
  func violation(expected: String, actual: String) -> Violation {
    Violation(contract, expected: expected, actual: actual)
  }

  func demand(_ holds: Bool, _ expected: String, actual: @autoclosure () -> String) throws {
    guard !holds else { return }
    throw violation(expected: expected, actual: actual())
  }

  func equal<Value: Equatable>(_ what: String, _ actual: Value, _ expected: Value) throws {
    try demand(actual == expected, "\(what): \(spelled(expected))", actual: spelled(actual))
  }

  /// Texts are equal where their bytes are.
  func equal(_ what: String, _ actual: String, _ expected: String) throws {
    guard !actual.utf8.elementsEqual(expected.utf8) else { return }
    let common = zip(actual.utf8, expected.utf8).prefix { $0 == $1 }.count
    throw violation(
      expected: "\(what): \(shortened(expected)) (\(expected.utf8.count) bytes)",
      actual: "\(shortened(actual)) (\(actual.utf8.count) bytes), different from byte \(common) on")
  }

  private func spelled(_ value: some Any) -> String { shortened("\(value)") }

  private func shortened(_ text: String) -> String {
    text.count <= 1_000 ? text : "\(text.prefix(500)) … \(text.suffix(200))"
  }
}

extension Bench {
  /// Waits before looking again, longer each time.
  func pause(_ attempt: Int) async throws {
    let patience = options.patience
    let delay = min(patience.longestDelay, patience.firstDelay * (1 << min(attempt, 20)))
    // Those who wait for the same thing must not all come back at once.
    try await options.pause(delay * Double.random(in: 0.5...1))
  }

  /// Runs something for each number of contenders.
  func withContenders(_ body: (Int) async throws -> Void) async throws {
    for count in options.contenders { try await body(max(2, count)) }
  }
}
