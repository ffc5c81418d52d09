/// A value, or the inputs without which there is none. What is made of several quantities lacks all that any of them lacks.
<<<<<<<< HEAD:Sources/Carryover/ROI/Knowable.swift
enum Knowable<Value> {
========
enum Knowable<Value> {
>>>>>>>> extract-read:Sources/Carryover/ROI/Knowable.swift
  case known(Value)
  case missing(Set<ROIField>)

  /// The value, or nil if something is missing.
  var value: Value? {
    switch self {
    case .known(let value): value
    case .missing: nil
    }
  }

<<<<<<<< HEAD:Sources/Carryover/ROI/Knowable.swift
  func map<Other>(_ transform: (Value) -> Other) -> Knowable<Other> {
========
  func map<Other>(_ transform: (Value) -> Other) -> Knowable<Other> {
>>>>>>>> extract-read:Sources/Carryover/ROI/Knowable.swift
    switch self {
    case .known(let value): .known(transform(value))
    case .missing(let fields): .missing(fields)
    }
  }

<<<<<<<< HEAD:Sources/Carryover/ROI/Knowable.swift
  func with<Second, Other>(_ second: Knowable<Second>, _ combine: (Value, Second) -> Other) -> Knowable<Other> {
========
  func with<Second, Other>(_ second: Knowable<Second>, _ combine: (Value, Second) -> Other) -> Knowable<Other> {
>>>>>>>> extract-read:Sources/Carryover/ROI/Knowable.swift
    switch (self, second) {
    case (.known(let first), .known(let second)): .known(combine(first, second))
    case (.known, .missing(let fields)), (.missing(let fields), .known): .missing(fields)
    case (.missing(let first), .missing(let second)): .missing(first.union(second))
    }
  }

  /// The first of two that is known; if neither is, it lacks what both lack.
<<<<<<<< HEAD:Sources/Carryover/ROI/Knowable.swift
  func or(_ other: Knowable) -> Knowable {
========
  func or(_ other: Knowable) -> Knowable {
>>>>>>>> extract-read:Sources/Carryover/ROI/Knowable.swift
    switch (self, other) {
    case (.known, _): self
    case (.missing, .known): other
    case (.missing(let first), .missing(let second)): .missing(first.union(second))
    }
  }
}

<<<<<<<< HEAD:Sources/Carryover/ROI/Knowable.swift
extension Knowable: Sendable where Value: Sendable {}

extension Knowable where Value == Fraction {
========
extension Knowable: Sendable where Value: Sendable {}

extension Knowable where Value == Fraction {
>>>>>>>> extract-read:Sources/Carryover/ROI/Knowable.swift
  static func + (a: Self, b: Self) -> Self { a.with(b, +) }
  static func - (a: Self, b: Self) -> Self { a.with(b, -) }
  static func * (a: Self, b: Self) -> Self { a.with(b, *) }
  static func * (a: Fraction, b: Self) -> Self { b.map { a * $0 } }
}
