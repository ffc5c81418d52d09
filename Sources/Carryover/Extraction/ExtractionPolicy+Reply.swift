internal import FoundationEssentials

extension ExtractionPolicy {
  /// Reads a reply against the messages that the model saw. Throws where nothing of it can be believed.
  public func read(
    _ reply: ModelReply, of messages: [Message], catalogue: DiscoveryCatalogue = .standard,
    limits: DiscoveryLimits = DiscoveryLimits()
  ) throws(ExtractionFailure) -> ExtractionReading {
    switch reply.finish {
    case .truncated: throw .truncated
    case .refused: throw .refused
    case .filtered: throw .filtered
    case .complete, .unknown: break
    }
    guard let wire = try? JSONDecoder().decode(WireReply.self, from: Data(reply.text.utf8)) else {
      throw .malformed("the document")
    }
    var (items, dropped): ([ExtractedItem], [DroppedItem]) = ([], [])
    for item in wire.items {
      guard let question = catalogue[item.key],
        let message = messages.first(where: { "m\($0.sequence)" == item.messageRef }), message.role == .user,
        let op = ExtractedItem.Op(rawValue: item.op),
        let answer = try? DiscoveryAnswer(item.value, to: question, maximumBytes: limits.answerBytes)
      else {
        dropped.append(DroppedItem(key: item.key, reason: .unknownKey))
        continue
      }
      let statement = DiscoveryStatement(
        value: op == .retract ? nil : .answer(answer), source: .model(message: message.id), at: message.createdAt)
      items.append(
        ExtractedItem(field: .answer(question.key), op: op, statement: statement, evidence: item.evidence))
    }
    return ExtractionReading(items: items.sorted { $0.field < $1.field }, dropped: dropped)
  }
}

private struct WireReply: Decodable {
  struct Item: Decodable {
    let evidence, key, messageRef, op, value: String
  }

  let items: [Item]
}
