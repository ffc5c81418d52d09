/// How much of the limits discovery content takes up, field by field (SE-5).
///
/// A change is refused if a limit would not hold after it and the change makes matters worse. So content that is over a limit already,
/// because the limit came down, can still change as long as it does not grow.
struct DiscoveryRoom {
  private let limits: SessionLimits
  private var fields: DiscoveryContent.Fields
  private var load: Load

  init(_ fields: DiscoveryContent.Fields, _ limits: SessionLimits) {
    self.fields = fields
    self.limits = limits
    load = fields.written.reduce(into: Load()) { $0 += Load(fields[$1], $1) }
  }

  /// The content within.
  var content: DiscoveryContent { DiscoveryContent(fields) }

  /// Lets a statement stand under a field, or says why it cannot.
  mutating func put(_ statement: DiscoveryStatement, under field: DiscoveryField) -> FieldError? {
    let standing = fields[field]
    let after = load + Load(statement, field) - Load(standing, field)
    if let fault = fault(ofValueIn: statement, insteadOf: standing, under: field) ?? fault(of: after) { return fault }
    load = after
    fields[field] = statement
    return nil
  }

  /// Which limit would not hold; nil if every one would.
  private func fault(of after: Load) -> FieldError? {
    func breaks(_ count: KeyPath<Load, Int>, _ limit: Int) -> Bool {
      after[keyPath: count] > max(limit, load[keyPath: count])
    }
    let (answers, products, bytes) = (limits.discovery.answers, limits.discovery.products, limits.bytes)
    if breaks(\.answers, answers) { return FieldError("answers", .tooMany(maximum: answers)) }
    if breaks(\.products, products) || breaks(\.formerProducts, products) {
      return FieldError("selectedProductIds", .tooMany(maximum: products))
    }
    return breaks(\.bytes, bytes) ? FieldError("discovery", .tooLong(maximumBytes: bytes)) : nil
  }

  /// Why a statement's value is too long for a field by itself, whatever else there is; nil if it is not.
  func fault(ofValueIn statement: DiscoveryStatement, under field: DiscoveryField) -> FieldError? {
    fault(ofValueIn: statement, insteadOf: fields[field], under: field)
  }

  private func fault(
    ofValueIn statement: DiscoveryStatement, insteadOf standing: DiscoveryStatement?, under field: DiscoveryField
  ) -> FieldError? {
    let limit: Int
    switch field.kind {
    case .answers: limit = limits.discovery.answerBytes
    case .timeframe: limit = limits.discovery.timeframeBytes
    case .questionIndex, .phase, .roiInputs, .products: return nil
    }
    let old = standing?.value?.textBytes ?? 0
    guard let bytes = statement.value?.textBytes, bytes > max(limit, old) else { return nil }
    return FieldError(field.description, .tooLong(maximumBytes: limit))
  }
}

/// What fields count for against the limits.
private struct Load {
  var answers = 0
  var products = 0
  var formerProducts = 0
  var bytes = 0

  init() {}

  init(_ statement: DiscoveryStatement?, _ field: DiscoveryField) {
    guard let statement else { return }
    bytes = DiscoveryContent.size(statement, \.size)
    switch (field.kind, statement.value) {
    case (.answers, _?): answers = 1
    case (.products, _?): products = 1
    case (.products, nil): formerProducts = 1
    case (.answers, nil), (.questionIndex, _), (.phase, _), (.timeframe, _), (.roiInputs, _): break
    }
  }

  static func + (a: Load, b: Load) -> Load { a.combined(with: b, by: +) }

  static func - (a: Load, b: Load) -> Load { a.combined(with: b, by: -) }

  static func += (a: inout Load, b: Load) { a = a + b }

  private func combined(with other: Load, by combine: (Int, Int) -> Int) -> Load {
    var load = Load()
    load.answers = combine(answers, other.answers)
    load.products = combine(products, other.products)
    load.formerProducts = combine(formerProducts, other.formerProducts)
    load.bytes = combine(bytes, other.bytes)
    return load
  }
}
