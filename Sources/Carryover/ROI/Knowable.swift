/// A value, or the inputs without which there is none. What is made of several quantities lacks all that any of them lacks.
enum Knowable<Value> {
  case known(Value)
  case missing(Set<ROIField>)

  /// The value, or nil if something is missing.
  var value: Value? {
    switch self {
    case .known(let value): value
    case .missing: nil
    }
  }

  func map<Other>(_ transform: (Value) -> Other) -> Knowable<Other> {
    switch self {
    case .known(let value): .known(transform(value))
    case .missing(let fields): .missing(fields)
    }
  }

  func with<Second, Other>(_ second: Knowable<Second>, _ combine: (Value, Second) -> Other) -> Knowable<Other> {
    switch (self, second) {
    case (.known(let first), .known(let second)): .known(combine(first, second))
    case (.known, .missing(let fields)), (.missing(let fields), .known): .missing(fields)
    case (.missing(let first), .missing(let second)): .missing(first.union(second))
    }
  }

  /// The first of two that is known; if neither is, it lacks what both lack.
  func or(_ other: Knowable) -> Knowable {
    switch (self, other) {
    case (.known, _): self
    case (.missing, .known): other
    case (.missing(let first), .missing(let second)): .missing(first.union(second))
    }
  }
}

extension Knowable: Sendable where Value: Sendable {}

extension Knowable where Value == Fraction {
  static func + (a: Self, b: Self) -> Self { a.with(b, +) }
  static func - (a: Self, b: Self) -> Self { a.with(b, -) }
  static func * (a: Self, b: Self) -> Self { a.with(b, *) }
  static func * (a: Fraction, b: Self) -> Self { b.map { a * $0 } }
}
