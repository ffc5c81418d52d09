import Carryover

func found(in reply: ModelReply, to messages: [Message], policy: ExtractionPolicy) -> [DiscoveryField] {
  do {
    let reading = try policy.read(reply, of: messages)
    for item in reading.dropped { log("item \(item.index), \(item.key): \(item.reason)") }
    return reading.items.map(\.field)
  } catch {
    log(error.detail)
    return []
  }
}
