extension ExtractionPolicy {
  /// Reads a reply against the messages that the model saw (EX-5). Throws where nothing of it can be believed; what it throws for is
  /// never repaired. A single item that cannot be believed is dropped and reported, and the others stand.
  public func read(
    _ reply: ModelReply, of messages: [Message], catalogue: DiscoveryCatalogue = .standard,
    limits: DiscoveryLimits = DiscoveryLimits()
  ) throws(ExtractionFailure) -> ExtractionReading {
    if let failure = reply.finish.failure { throw failure }
    guard reply.text.utf8.count <= replyBytes else { throw .tooLong(maximumBytes: replyBytes) }
    let items = try ReplyDocument(reply.text).items
    var check = ItemCheck(of: messages, policy: self, catalogue: catalogue, limits: limits)
    var (kept, dropped): ([DiscoveryField: ItemCheck.Passed], [DroppedItem]) = ([:], [])
    kept.reserveCapacity(items.count)
    func drop(_ index: Int, _ reason: DroppedItem.Reason) {
      dropped.append(
        DroppedItem(index: index, key: items[index].key, messageRef: items[index].messageRef, reason: reason))
    }
    for (index, item) in items.enumerated() {
      do throws(Disbelief) {
        let passed = try check.check(item, at: index)
        guard let other = kept.updateValue(passed, forKey: passed.item.field) else { continue }
        if passed.isLater(than: other) {
          drop(other.index, .duplicate)
        } else {
          kept[passed.item.field] = other
          drop(index, .duplicate)
        }
      } catch {
        drop(index, error.reason)
      }
    }
    return ExtractionReading(
      items: kept.values.map(\.item).sorted { $0.field < $1.field }, dropped: dropped.sorted { $0.index < $1.index })
  }
}

extension ModelReply.Finish {
  /// Why a reply that ended so is not read, even if what there is of it happens to be whole.
  fileprivate var failure: ExtractionFailure? {
    switch self {
    case .truncated: .truncated
    case .refused: .refused
    case .filtered: .filtered
    case .complete, .unknown: nil
    }
  }
}
