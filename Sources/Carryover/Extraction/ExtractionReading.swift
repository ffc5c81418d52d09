/// What a reply comes to once it is read: what is believed, and what is not and why (EX-5).
public struct ExtractionReading: Hashable, Sendable {
  /// What passed every check, at most one item a field, sorted by field.
  public let items: [ExtractedItem]

  /// What did not, in the order of the reply.
  public let dropped: [DroppedItem]

  package init(items: [ExtractedItem], dropped: [DroppedItem]) {
    self.items = items
    self.dropped = dropped
  }
}

extension ExtractionReading {
  /// What was kept as a share of what the reply held; 0 if it held nothing. Derived, never the model's own word (EX-10).
  public var confidence: Double {
    let count = items.count + dropped.count
    return count == 0 ? 0 : Double(items.count) / Double(count)
  }

  /// What the items say, as content that can be merged.
  var content: DiscoveryContent {
    var fields = DiscoveryContent.Fields()
    for item in items { fields[item.field] = item.statement }
    return DiscoveryContent(fields)
  }

  /// What would become of some content by this reading, field by field. Nothing is written.
  ///
  /// Ranks decide, as in a claim. What stands and was read from the very same message stays: a value that somebody gave and took back in one
  /// message is not inferred again when a model sees that message again (EX-6). So does what a person has entered and only says again.
  public func plan(on content: DiscoveryContent, limits: SessionLimits = SessionLimits()) -> ExtractionPlan {
    let (after, decisions) = DiscoveryContent.merging(self.content, into: content, limits: limits) { _, old, new in
      guard let old, let new else { return .ranked }
      let isSaidAgain = old.source.isPerson && old.agrees(with: new)
      return old.source == new.source || isSaidAgain ? .keepAccount : .ranked
    }
    return ExtractionPlan(content: after, decisions: decisions.filter { $0.session != nil })
  }
}

extension FieldSource {
  /// Whether a person made the entry.
  fileprivate var isPerson: Bool { self == .visitor || self == .account }
}

/// What an extraction would change: a diff to show.
public struct ExtractionPlan: Hashable, Sendable {
  /// The content afterwards.
  public let content: DiscoveryContent

  /// What becomes of each field that the reply speaks of. `account` is what stood before, `session` is what the model read.
  public let decisions: [MergeDecision]
}

extension ExtractionPlan {
  /// The fields that get a new statement.
  public var changed: [DiscoveryField] { decisions.filter(\.changesAccount).map(\.field) }
}
