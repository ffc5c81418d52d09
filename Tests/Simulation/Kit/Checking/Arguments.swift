/// What the command line of `simulate` asks for.
package struct Arguments: Hashable, Sendable {
  package var subject = Subject.sessions
  package var seeds: ClosedRange<UInt64> = 1...20_000
  package var weather = Scenario.Weather.rough
  package var bug: PlantedBug?
  package var isPairs = false
  /// Which part of the pairs, of how many.
  package var part = 1
  package var parts = 1
  /// Whether no schedule is left out, not even what shows nothing new.
  package var isFull = false
  package var isTracing = false

  /// What cannot be understood, and why.
  package struct Refusal: Error {
    package let text: String

    init(_ text: String) {
      self.text = text
    }
  }

  /// Nothing in particular.
  package init() {}

  /// Reads what follows the program's name.
  package init(_ arguments: some Sequence<String>) throws(Refusal) {
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      switch argument {
      case "--seeds": seeds = 1...max(1, try Self.number(rest.next()))
      case "--seed":
        let seed = try Self.number(rest.next())
        seeds = seed...seed
      case "--subject": subject = try Self.named(rest.next(), "subjects")
      case "--storm": weather = .storm
      case "--bug": bug = try Self.named(rest.next(), "bugs") as PlantedBug
      case "--pairs": isPairs = true
      case "--part": (part, parts) = try Self.part(rest.next())
      case "--full": isFull = true
      case "--trace": isTracing = true
      default: throw Refusal("unknown argument \(argument)")
      }
    }
  }

  package var firstScenario: Scenario { .of(subject, seed: seeds.lowerBound, weather: weather) }

  private static func number(_ text: String?) throws(Refusal) -> UInt64 {
    guard let number = text.flatMap({ UInt64($0) }) else { throw Refusal("a number is missing") }
    return number
  }

  private static func named<Value: RawRepresentable<String> & CaseIterable>(
    _ text: String?, _ kind: String
  ) throws(Refusal) -> Value {
    guard let value = text.flatMap({ Value(rawValue: $0) }) else {
      throw Refusal("the \(kind) are \(Value.allCases.map(\.rawValue))")
    }
    return value
  }

  private static func part(_ text: String?) throws(Refusal) -> (Int, Int) {
    let numbers = text?.split(separator: "/").compactMap { Int($0) } ?? []
    guard numbers.count == 2, 1...max(1, numbers[1]) ~= numbers[0] else { throw Refusal("a part is written like 1/4") }
    return (numbers[0], numbers[1])
  }
}

extension Arguments {
  /// The command that asks for this.
  package var command: String {
    var words = ["swift run -c release simulate"]
    if isPairs { words.append("--pairs") }
    if isFull { words.append("--full") }
    if parts > 1 { words.append("--part \(part)/\(parts)") }
    if !isPairs {
      words.append(seeds.count == 1 ? "--seed \(seeds.lowerBound)" : "--seeds \(seeds.upperBound)")
    }
    if subject != .sessions { words.append("--subject \(subject.rawValue)") }
    if weather == .storm { words.append("--storm") }
    if let bug { words.append("--bug \(bug.rawValue)") }
    return words.joined(separator: " ")
  }
}
