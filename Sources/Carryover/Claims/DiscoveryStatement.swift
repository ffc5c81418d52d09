/// What one side of a merge says about a field: a value or a tombstone, by whom and when.
typealias DiscoveryStatement = Sourced<DiscoveryFieldValue>

extension Sourced {
  /// The statement with its value under the type of any field.
  func erased(_ wrap: (Value) -> DiscoveryFieldValue) -> DiscoveryStatement {
    DiscoveryStatement(value: value.map(wrap), source: source, at: at, replaced: replaced.map(wrap))
  }
}

extension DiscoveryStatement {
  /// The statement with its value under the type of one field; nil if it is of another type.
  fileprivate func typed<Typed>(as type: Typed.Type) -> Sourced<Typed>? {
    let typed = Sourced<Typed>(
      value: value?.typed(as: type), source: source, at: at, replaced: replaced?.typed(as: type))
    let isWhole = (typed.value == nil) == (value == nil) && (typed.replaced == nil) == (replaced == nil)
    return isWhole ? typed : nil
  }

  /// The same statement that records another value as the one it replaced.
  func replacing(_ replaced: DiscoveryFieldValue?) -> DiscoveryStatement {
    DiscoveryStatement(value: value, source: source, at: at, replaced: replaced)
  }

  /// Whether the two are one statement: the same value to the byte, by the same source, at the same time. What each of them
  /// replaced is no part of it.
  func isSame(as other: Self) -> Bool {
    at == other.at && source == other.source && (value == nil) == (other.value == nil)
      && (value?.spelling ?? "").utf8.elementsEqual((other.value?.spelling ?? "").utf8)
  }

  /// Whether a person would call the values the same. Two tombstones agree.
  func agrees(with other: Self) -> Bool {
    switch (value, other.value) {
    case (let value?, let other?): value.agrees(with: other)
    case (nil, nil): true
    case (nil, _?), (_?, nil): false
    }
  }
}

extension Optional<DiscoveryStatement> {
  /// Writes the statement, or its absence, to a field. A statement of another type than the field's changes nothing.
  func write<Value>(to field: inout Sourced<Value>?) {
    guard let statement = self else { return field = nil }
    if let typed = statement.typed(as: Value.self) { field = typed }
  }
}

extension DiscoveryField {
  /// Refuses a statement that content could not hold under this field.
  func check(_ statement: DiscoveryStatement) throws(FieldError) {
    for value in [statement.value, statement.replaced].compactMap(\.self) { try check(value) }
    if case .product(let id) = self, statement.value ?? statement.replaced != .product(id) {
      throw FieldError(description, .malformed(expected: "the product that the field names"))
    }
  }

  private func check(_ value: DiscoveryFieldValue) throws(FieldError) {
    switch (self, value) {
    case (.phase, .phase), (.product, .product): break
    case (.questionIndex, .index(let index)) where index >= 0: break
    case (.questionIndex, .index): throw FieldError(description, .outOfRange(lower: "0", upper: nil, hint: nil))
    case (.timeframe, .text(let text)):
      if let fault = text.writableFault(maximumBytes: .max) { throw FieldError(description, fault) }
    case (.answer(let key), .answer(let answer)) where answer.key == key: break
    case (.roiInput(let input), .money(let money)) where input.isMoney: try input.check(money)
    case (.roiInput(let input), .figure(let figure)) where !input.isMoney: try input.check(figure)
    default: throw FieldError(description, .malformed(expected: "a value of the field's own type"))
    }
  }
}

extension ROIInput {
  /// Whether the input is an amount of money.
  fileprivate var isMoney: Bool {
    switch self {
    case .laborRate, .manualMonthlySpend: true
    case .utilization, .maintenanceFactor, .manualMonthlyHours: false
    }
  }
}
