extension DiscoveryContent {
  /// What the content weighs, in bytes, for the limit on a whole session (SE-5).
  ///
  /// It counts for each field the longer one of its value and of the value that this replaced, and a fixed amount for its date, source and
  /// numbers. So shortening or clearing a field never makes the content heavier, though what is replaced is kept. Equal content weighs the same, however it came about, and nothing is encoded to find out.
  package var size: Int {
    // Field by field: as a whole they would be copied.
    var total = fields.hasROIInputs ? fields.roiInputs.size : 0
    total += Self.size(fields.questionIndex) { _ in 0 }
    total += Self.size(fields.phase) { _ in 0 }
    total += Self.size(fields.timeframe, \.utf8.count)
    for answer in fields.answers.values { total += Self.size(answer, \.size) }
    for product in fields.products.values { total += Self.size(product, \.text.utf8.count) }
    return total
  }

  /// What a field weighs beside its text.
  package static var fieldOverhead: Int { 96 }

  /// What one field weighs; nothing if it was never set.
  static func size<Value>(_ field: Sourced<Value>?, _ text: (Value) -> Int) -> Int {
    guard let field else { return 0 }
    return fieldOverhead + max(field.value.map(text) ?? 0, field.replaced.map(text) ?? 0)
  }
}

extension SourcedROIInputs {
  fileprivate var size: Int {
    func size(_ isSet: Bool) -> Int { isSet ? DiscoveryContent.fieldOverhead : 0 }
    return size(laborRate != nil) + size(utilization != nil) + size(maintenanceFactor != nil)
      + size(manualMonthlySpend != nil) + size(manualMonthlyHours != nil)
  }
}
