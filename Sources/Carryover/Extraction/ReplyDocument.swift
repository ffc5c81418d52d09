/// A reply as the schema has it, read byte by byte and not repaired: whatever the schema does not allow is a failure (EX-5).
///
/// A general reader of JSON would drop a double member, take a number for a text, or fill in what a cut-off reply lacks. The schema has one
/// shape and three levels, so reading it needs no recursion. That the bytes are UTF-8 follows from their being a Swift string.
struct ReplyDocument {
  /// What the reply says of one field, before anything of it is believed.
  struct Item {
    let evidence, key, messageRef, op, value: String
  }

  /// More items than any conversation of the policy's length could fill.
  static let maximumItems = 500

  let items: [Item]

  init(_ text: String) throws(ExtractionFailure) {
    var cursor = ReplyCursor(text)
    try cursor.expect("{")
    guard try cursor.string() == "items" else { throw cursor.fault("a member that the schema does not have") }
    try cursor.expect(":")
    try cursor.expect("[")
    var items: [Item] = []
    if !cursor.take("]") {
      repeat {
        guard items.count < Self.maximumItems else { throw cursor.fault("more than \(Self.maximumItems) items") }
        cursor.item = items.count
        items.append(try Item(&cursor))
      } while cursor.take(",")
      cursor.item = nil
      try cursor.expect("]")
    }
    try cursor.expect("}")
    guard cursor.isAtEnd else { throw cursor.fault("text after the document") }
    self.items = items
  }
}

extension ReplyDocument.Item {
  fileprivate init(_ cursor: inout ReplyCursor) throws(ExtractionFailure) {
    var (evidence, key, messageRef, op, value): (String?, String?, String?, String?, String?)
    func read(_ member: inout String?, _ cursor: inout ReplyCursor) throws(ExtractionFailure) {
      guard member == nil else { throw cursor.fault("a member for the second time") }
      try cursor.expect(":")
      member = try cursor.string()
    }
    try cursor.expect("{")
    repeat {
      switch try cursor.string() {
      case "evidence": try read(&evidence, &cursor)
      case "key": try read(&key, &cursor)
      case "messageRef": try read(&messageRef, &cursor)
      case "op": try read(&op, &cursor)
      case "value": try read(&value, &cursor)
      default: throw cursor.fault("a member that the schema does not have")
      }
    } while cursor.take(",")
    try cursor.expect("}")
    guard let evidence, let key, let messageRef, let op, let value else { throw cursor.fault("a member is missing") }
    self.init(evidence: evidence, key: key, messageRef: messageRef, op: op, value: value)
  }
}
