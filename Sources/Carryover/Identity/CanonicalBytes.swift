/// Bytes that can be read in one way only, for digests: a text says first how long it is, a list how many follow, and what may be
/// absent whether it is there.
package struct CanonicalBytes: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init(reserving count: Int) {
    bytes.reserveCapacity(count)
  }
}

extension CanonicalBytes {
  /// A count or a length: four bytes, most significant first.
  package mutating func add(count: Int) {
    let count = UInt32(clamping: count)
    bytes.append(UInt8(truncatingIfNeeded: count &>> 24))
    bytes.append(UInt8(truncatingIfNeeded: count &>> 16))
    bytes.append(UInt8(truncatingIfNeeded: count &>> 8))
    bytes.append(UInt8(truncatingIfNeeded: count))
  }

  /// A number: eight bytes, most significant first.
  package mutating func add(_ number: Int64) {
    add(count: Int(UInt32(truncatingIfNeeded: number >> 32)))
    add(count: Int(UInt32(truncatingIfNeeded: number)))
  }

  /// A text: its length in bytes, then its UTF-8.
  package mutating func add(_ text: String) {
    add(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// One of a few cases, or whether something is there: one byte.
  package mutating func add(tag: UInt8) { bytes.append(tag) }
}
