/// A reply as the schema has it. Whatever the schema does not allow is a failure, and nothing is repaired (EX-5).
///
/// A decoder would skip members that it does not know and say nothing. Here the whole reply is looked at: one list of objects, each with the
/// five members and no others, all of them texts.
struct ReplyDocument {
  /// What the reply says of one field, before anything of it is believed.
  struct Item {
    let evidence, key, messageRef, op, value: String
  }

  /// More items than a conversation of the policy's length could fill.
  static let maximumItems = 500

  let items: [Item]

  init(_ text: String) throws(ExtractionFailure) {
    let document: JSONDocument
    do { document = try JSONDocument(text) } catch { throw .malformed("not JSON: \(error)") }
    let (root, list) = (0, 2)
    guard document.nodes[root].kind == .object, document.nodes.count > list,
      document.text(document.nodes[1]) == "items", document.nodes[list].next == document.nodes[root].next
    else { throw .malformed("not an object with items and nothing else") }
    guard document.nodes[list].kind == .list else { throw .malformed("items: not a list") }
    var items: [Item] = []
    var index = list + 1
    while index < document.nodes[list].next {
      guard items.count < Self.maximumItems else { throw .malformed("more than \(Self.maximumItems) items") }
      guard let item = Item(document, at: index) else {
        throw .malformed("items[\(items.count)]: not an object with the five texts and nothing else")
      }
      items.append(item)
      index = Int(document.nodes[index].next)
    }
    self.items = items
  }
}

extension ReplyDocument.Item {
  /// Reads an element of the list; nil if it is not what the schema says. The document has no member twice.
  fileprivate init?(_ document: JSONDocument, at element: Int) {
    let object = document.nodes[element]
    guard object.kind == .object else { return nil }
    var (evidence, key, messageRef, op, value): (String?, String?, String?, String?, String?)
    var name = element + 1
    while name < object.next {
      let member = document.nodes[name + 1]
      guard member.kind == .text || member.kind == .escapedText else { return nil }
      let text = document.text(member)
      switch document.text(document.nodes[name]) {
      case "evidence": evidence = text
      case "key": key = text
      case "messageRef": messageRef = text
      case "op": op = text
      case "value": value = text
      default: return nil
      }
      name += 2
    }
    guard let evidence, let key, let messageRef, let op, let value else { return nil }
    self.init(evidence: evidence, key: key, messageRef: messageRef, op: op, value: value)
  }
}
