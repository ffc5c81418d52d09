/// All fields behind one door, so that whatever treats every field alike names none of them.
extension DiscoveryContent.Fields {
  /// What a field says: its value or tombstone; nil if it was never set.
  subscript(field: DiscoveryField) -> DiscoveryStatement? {
    get {
      switch field {
      case .questionIndex: questionIndex?.erased(DiscoveryFieldValue.index)
      case .phase: phase?.erased(DiscoveryFieldValue.phase)
      case .timeframe: timeframe?.erased(DiscoveryFieldValue.text)
      case .roiInput(.laborRate): roiInputs.laborRate?.erased(DiscoveryFieldValue.money)
      case .roiInput(.utilization): roiInputs.utilization?.erased(DiscoveryFieldValue.figure)
      case .roiInput(.maintenanceFactor): roiInputs.maintenanceFactor?.erased(DiscoveryFieldValue.figure)
      case .roiInput(.manualMonthlySpend): roiInputs.manualMonthlySpend?.erased(DiscoveryFieldValue.money)
      case .roiInput(.manualMonthlyHours): roiInputs.manualMonthlyHours?.erased(DiscoveryFieldValue.figure)
      case .answer(let key): answers[key]?.erased(DiscoveryFieldValue.answer)
      case .product(let id): products[id]?.erased(DiscoveryFieldValue.product)
      }
    }
    set {
      switch field {
      case .questionIndex: newValue.write(to: &questionIndex)
      case .phase: newValue.write(to: &phase)
      case .timeframe: newValue.write(to: &timeframe)
      case .roiInput(.laborRate): newValue.write(to: &roiInputs.laborRate)
      case .roiInput(.utilization): newValue.write(to: &roiInputs.utilization)
      case .roiInput(.maintenanceFactor): newValue.write(to: &roiInputs.maintenanceFactor)
      case .roiInput(.manualMonthlySpend): newValue.write(to: &roiInputs.manualMonthlySpend)
      case .roiInput(.manualMonthlyHours): newValue.write(to: &roiInputs.manualMonthlyHours)
      case .answer(let key): newValue.write(to: &answers[key])
      case .product(let id): newValue.write(to: &products[id])
      }
    }
  }

  /// The fields that either side has ever set, tombstones included, in order.
  func written(with other: Self) -> [DiscoveryField] {
    var fields: [DiscoveryField] = []
    for field in (written + other.written).sorted() where field != fields.last { fields.append(field) }
    return fields
  }

  /// The fields that were ever set, tombstones included, in no order.
  var written: [DiscoveryField] {
    DiscoveryField.Kind.allCases.flatMap { kind -> [DiscoveryField] in
      switch kind {
      case .questionIndex: questionIndex == nil ? [] : [.questionIndex]
      case .phase: phase == nil ? [] : [.phase]
      case .timeframe: timeframe == nil ? [] : [.timeframe]
      case .roiInputs: ROIInput.allCases.map(DiscoveryField.roiInput).filter { self[$0] != nil }
      case .answers: answers.keys.map(DiscoveryField.answer)
      case .products: products.keys.map(DiscoveryField.product)
      }
    }
  }
}
