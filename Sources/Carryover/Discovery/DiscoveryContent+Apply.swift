package import FoundationEssentials

extension DiscoveryContent {
  /// Applies a patch, all of it or nothing, and tells whether anything really changed (SE-3, DP-3).
  ///
  /// Every rule is checked before the first field is written. Writing what is there already, by the same kind of
  /// source, is no change; ``Sourced`` says what else a write leaves behind.
  package mutating func apply(
    _ patch: DiscoveryPatch,
    by source: FieldSource,
    at now: Date,
    catalogue: DiscoveryCatalogue,
    limits: DiscoveryLimits
  ) throws(FieldError) -> Bool {
    let answers = try Fields.resolve(patch.answers, over: fields.answers, catalogue: catalogue, limits: limits)
    try patch.checkQuestionIndex(catalogue)
    try patch.checkROIInputs()
    try patch.checkProducts(limits)
    try patch.checkTimeframe(limits)

    return edit { fields in
      var changed = fields.questionIndex.apply(patch.questionIndex, by: source, at: now)
      changed = fields.phase.apply(patch.phase, by: source, at: now) || changed
      changed = fields.timeframe.apply(patch.timeframe, by: source, at: now) || changed
      for (key, answer) in answers { changed = fields.answers[key].apply(answer, by: source, at: now) || changed }
      if let roi = patch.roiInputs.whole(orClearing: .clearingAll) {
        changed = fields.roiInputs.apply(roi, by: source, at: now) || changed
      }
      if let selection = patch.selectedProducts.whole(orClearing: []) {
        changed = fields.select(selection, by: source, at: now, limits: limits) || changed
      }
      return changed
    }
  }
}

extension Patch {
  /// What to write into a field that is made of parts: nil to keep it, or the patch that clears every part.
  fileprivate func whole(orClearing clearing: @autoclosure () -> Value) -> Value? {
    switch self {
    case .keep: nil
    case .set(let value): value
    case .clear: clearing()
    }
  }
}

// MARK: - Answers

extension DiscoveryContent.Fields {
  /// Turns texts by key into answers to questions of the catalogue (DP-6).
  ///
  /// An answer whose question has left the catalogue can still be cleared. Content over the limit because the limit
  /// came down can still be changed, as long as it does not grow.
  fileprivate static func resolve(
    _ patch: Patch<[String: Patch<String>]>, over answers: [String: Sourced<DiscoveryAnswer>],
    catalogue: DiscoveryCatalogue, limits: DiscoveryLimits
  ) throws(FieldError) -> [(key: String, Patch<DiscoveryAnswer>)] {
    guard let texts = patch.whole(orClearing: answers.mapValues { _ in .clear }) else { return [] }
    var resolved: [(key: String, Patch<DiscoveryAnswer>)] = []
    resolved.reserveCapacity(texts.count)
    var growth = 0
    // Where all of it has room, nobody needs to know which answers are new.
    let isTight = answers.count + texts.count > limits.answers
    func resolve(_ key: String, _ text: Patch<String>) throws(FieldError) {
      let wasLive = isTight && answers[key]?.value != nil
      switch text {
      case .keep: return
      case .clear:
        guard catalogue[key] != nil || answers[key] != nil else { throw FieldError("answers", entry: key, .unknown) }
        resolved.append((key, .clear))
        growth -= wasLive ? 1 : 0
      case .set(let value):
        guard let question = catalogue[key] else { throw FieldError("answers", entry: key, .unknown) }
        resolved.append((key, .set(try DiscoveryAnswer(value, to: question, maximumBytes: limits.answerBytes))))
        growth += wasLive ? 0 : 1
      }
    }
    // In order, so that of several faults always the same is named. Most updates have one answer: nothing to sort.
    if texts.count > 1 {
      for (key, text) in texts.sorted(by: { $0.key < $1.key }) { try resolve(key, text) }
    } else {
      for (key, text) in texts { try resolve(key, text) }
    }
    guard !isTight || growth <= 0 || answers.values.count(where: { $0.value != nil }) + growth <= limits.answers else {
      throw FieldError("answers", .tooMany(maximum: limits.answers))
    }
    return resolved
  }
}

// MARK: - Products

extension DiscoveryContent.Fields {
  /// Makes these the selected products. One that stays keeps its date and source, one that goes leaves a tombstone, and
  /// of the tombstones the newest are kept.
  fileprivate mutating func select(
    _ selection: [Product.ID], by source: FieldSource, at now: Date, limits: DiscoveryLimits
  ) -> Bool {
    let selection = Set(selection)
    var changed = false
    for id in selection where products[id]?.value == nil {
      changed = products[id].apply(.set(id), by: source, at: now) || changed
    }
    for (id, product) in products where product.value != nil && !selection.contains(id) {
      changed = products[id].apply(.clear, by: source, at: now) || changed
    }
    if changed {
      let tombstones = productsInOrder.filter { $0.value == nil }
      for product in tombstones.dropLast(limits.products) {
        if let id = product.replaced { products[id] = nil }
      }
    }
    return changed
  }
}

// MARK: - Checks

extension DiscoveryPatch {
  fileprivate func checkQuestionIndex(_ catalogue: DiscoveryCatalogue) throws(FieldError) {
    guard let index = questionIndex.newValue, !(0...catalogue.count).contains(index) else { return }
    throw FieldError("currentQuestionIndex", .outOfRange(lower: "0", upper: "\(catalogue.count)", hint: nil))
  }

  fileprivate func checkROIInputs() throws(FieldError) {
    try roiInputs.newValue?.check()
  }

  fileprivate func checkProducts(_ limits: DiscoveryLimits) throws(FieldError) {
    guard let selection = selectedProducts.newValue, Set(selection).count > limits.products else { return }
    throw FieldError("selectedProductIds", .tooMany(maximum: limits.products))
  }

  fileprivate func checkTimeframe(_ limits: DiscoveryLimits) throws(FieldError) {
    if let fault = timeframe.newValue?.writableFault(maximumBytes: limits.timeframeBytes) {
      throw FieldError("timeframe", fault)
    }
  }
}
