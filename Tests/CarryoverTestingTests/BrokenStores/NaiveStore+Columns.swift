import Carryover
import Foundation

/// What the columns make of what they are given.
extension NaiveStore {
  /// The column that tells records apart.
  func column(_ key: RecordKey) -> Column {
    let text = key.description
    return switch flaw {
    case .foldedKeys: Column(text.lowercased().utf8)
    case .normalisedKeys: Column(text.precomposedStringWithCanonicalMapping.utf8)
    case .trimmedKeys: Column(text.trimmingCharacters(in: .whitespaces).utf8)
    case .truncatedKeys: Column(text.utf8.prefix(128))
    case .quotelessKeys: Column(text.replacing("'", with: "").utf8)
    case .numericKeys: Column(text.replacing(#/^probe/\+?0*(\d+)(\.0)?(e0)?/#) { "probe/\($0.output.1)" }.utf8)
    case .kindlessKeys: Column(key.identityText.utf8)
    default: Column(text.utf8)
    }
  }

  /// The column that tells shelves apart.
  func column(_ shelf: Shelf) -> Column {
    Column((flaw == .ownerlessShelves ? shelf.name.rawValue : shelf.description).utf8)
  }

  /// A place as the columns keep it.
  func place(of key: RecordKey, _ entry: ShelfEntry) -> Place {
    let order =
      switch flaw {
      case .ordersInSeconds: entry.order / 1_000 * 1_000
      case .narrowOrders: Int64(Int32(truncatingIfNeeded: entry.order))
      case .floatingOrders: Int64(exactly: Double(entry.order)) ?? .max
      default: entry.order
      }
    return Place(order: order, key: key)
  }

  /// A body as the column keeps it.
  func kept(_ body: String) -> String {
    switch flaw {
    case .reformattedBody: body.reformattedJSON
    case .roundedDates: body.replacing(#/(:\d\d)\.\d+Z"/#) { "\($0.output.1)Z\"" }
    case .unescapedBody: body.replacing(#"\u00e9"#, with: "\u{E9}").replacing(#"\/"#, with: "/")
    case .floatingNumbers:
      body.replacing(#/:(-?\d+(?:\.\d+)?)/#) { ":\(Double($0.output.1) ?? 0)" }
    case .cutBody: String(decoding: body.utf8.prefix(65_535), as: UTF8.self)
    case .narrowBody: String(String.UnicodeScalarView(body.unicodeScalars.filter { $0.value < 0x1_0000 }))
    case .normalisedBody: body.precomposedStringWithCanonicalMapping
    default: body
    }
  }

  /// An event as the column keeps it.
  func kept(_ event: DomainEvent) throws(StoreError) -> String {
    let facts = flaw == .factlessEvents ? [:] : event.facts
    let time =
      flaw == .roundedEventTimes ? Date(timeIntervalSince1970: event.time.timeIntervalSince1970.rounded()) : event.time
    return try DomainEvent(
      id: event.id, kind: event.kind, subject: event.subject, actor: event.actor, time: time, facts: facts
    ).body
  }
}

extension String {
  /// What a binary JSON type makes of a text: the same value, other spaces and another order.
  fileprivate var reformattedJSON: String {
    guard let value = try? JSONSerialization.jsonObject(with: Data(utf8)),
      let data = try? JSONSerialization.data(withJSONObject: value, options: .sortedKeys)
    else { return self }
    return String(decoding: data, as: UTF8.self)
  }
}
