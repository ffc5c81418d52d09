public import Carryover

extension ExtractionReplay {
  /// Reads the reply that is written down, and says what came of it beside what had to.
  public func run(
    policy: ExtractionPolicy = ExtractionPolicy(), catalogue: DiscoveryCatalogue = .standard,
    limits: SessionLimits = SessionLimits()
  ) -> Outcome {
    let end = read(reply, policy, catalogue, limits)
    return Outcome(
      replay: self, request: request(policy, catalogue), reply: reply, end: end,
      differences: differences(from: end, catalogue))
  }

  /// Asks a model in place of the reply that is written down, and holds what it reads against what the conversation means.
  ///
  /// What a model words in its own way is compared by ``FieldText/agrees(with:)`` unless the host has a rule of its own. Items that were
  /// dropped are counted but are no difference: the script tells which items of *its* reply are dropped. Nor can there be a difference
  /// where the script does not tell what the conversation means.
  public func ask(
    _ model: some ExtractionModel, policy: ExtractionPolicy = ExtractionPolicy(),
    catalogue: DiscoveryCatalogue = .standard, limits: SessionLimits = SessionLimits(),
    agreeing agree: (DiscoveryField, FieldText, FieldText) -> Bool = { $1.agrees(with: $2) }
  ) async -> Outcome {
    let request = request(policy, catalogue)
    let (reply, end): (ModelReply?, Outcome.End)
    do {
      let answer = try await model.reply(to: request)
      (reply, end) = (answer, read(answer, policy, catalogue, limits))
    } catch is CancellationError {
      (reply, end) = (nil, .failed(.cancelled))
    } catch {
      (reply, end) = (nil, .failed(.model("\(error)")))
    }
    let differences = meaning.map { compare($0, end.changes, by: agree) } ?? []
    return Outcome(replay: self, request: request, reply: reply, end: end, differences: differences)
  }

  private func request(_ policy: ExtractionPolicy, _ catalogue: DiscoveryCatalogue) -> ModelRequest {
    policy.request(for: messages, knowing: known, catalogue: catalogue)
  }

  private func read(
    _ reply: ModelReply, _ policy: ExtractionPolicy, _ catalogue: DiscoveryCatalogue, _ limits: SessionLimits
  ) -> Outcome.End {
    do {
      let reading = try policy.read(reply, of: messages, catalogue: catalogue, limits: limits.discovery)
      return .read(reading, reading.plan(on: known, limits: limits))
    } catch {
      return .failed(error)
    }
  }
}

extension ExtractionReplay {
  /// Everything in which the end is not the one that was expected.
  private func differences(from end: Outcome.End, _ catalogue: DiscoveryCatalogue) -> [Difference] {
    switch (expectation, end) {
    case (.failure(let expected), .failed(let failure)):
      let actual = FailureKind(failure)
      return expected == actual ? [] : [Difference(.reply, expected.rawValue, actual.rawValue)]
    case (.failure(let expected), .read):
      return [Difference(.reply, expected.rawValue, "read")]
    case (.reading(let changes, _, _), .failed(let failure)):
      return [Difference(.reply, "read", FailureKind(failure).rawValue)] + compare(changes, [:], by: isSame)
    case (.reading(let changes, let unchanged, let drops), .read(let reading, _)):
      let changed = compare(changes, end.changes, by: isSame)
      let told = Set(changed.map(\.subject))
      return changed + compare(unchanged, end.unchanged).filter { !told.contains($0.subject) }
        + compare(drops, reading.dropped.map { Drop($0.key, $0.reason) }, catalogue)
    }
  }

  private func isSame(_ field: DiscoveryField, _ a: FieldText, _ b: FieldText) -> Bool {
    // To the byte: Unicode calls texts equal that a store keeps apart.
    a.description.utf8.elementsEqual(b.description.utf8)
  }

  private func compare(
    _ expected: [DiscoveryField: FieldText], _ actual: [DiscoveryField: FieldText],
    by agree: (DiscoveryField, FieldText, FieldText) -> Bool
  ) -> [Difference] {
    Set(expected.keys).union(actual.keys).sorted().compactMap { field in
      let (a, b) = (expected[field], actual[field])
      if let a, let b, agree(field, a, b) { return nil }
      return Difference(.field(field), a?.description, b?.description)
    }
  }

  private func compare(_ expected: Set<DiscoveryField>, _ actual: Set<DiscoveryField>) -> [Difference] {
    expected.symmetricDifference(actual).sorted().map { field in
      let isExpected = expected.contains(field)
      return Difference(.field(field), isExpected ? "unchanged" : nil, isExpected ? nil : "unchanged")
    }
  }

  private func compare(_ expected: [Drop], _ actual: [Drop], _ catalogue: DiscoveryCatalogue) -> [Difference] {
    actual.difference(from: expected).map { change in
      switch change {
      case .insert(_, let drop, _):
        Difference(.item(ReplayTally.row(of: drop.key, in: catalogue)), nil, "dropped as \(drop.reason.rawValue)")
      case .remove(_, let drop, _):
        Difference(.item(ReplayTally.row(of: drop.key, in: catalogue)), "dropped as \(drop.reason.rawValue)", nil)
      }
    }
  }
}
