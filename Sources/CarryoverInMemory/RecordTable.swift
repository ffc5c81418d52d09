internal import Carryover

/// The records by key: a hash table with open addressing, in segments.
///
/// A look-up in a large table costs what the memory behind it costs, so key, record and version lie side by side; the standard
/// dictionary keeps them in three places. Growing happens a segment at a time, so no operation ever waits for a table of a
/// million records to be copied.
struct RecordTable {
  struct Entry {
    let key: RecordKey
    var record: Record
    var version: UInt64
  }

  private var segments: [Segment] = Array(repeating: Segment(), count: 256)

  subscript(key: RecordKey) -> Entry? {
    let hash = Self.hash(key)
    return segments[Self.segment(hash)].find(key, hash)
  }

  /// Writes an entry, and answers the one that it replaces.
  @discardableResult
  mutating func update(_ entry: Entry) -> Entry? {
    let hash = Self.hash(entry.key)
    return segments[Self.segment(hash)].update(entry, hash)
  }

  /// Removes the entry under a key, and answers it.
  @discardableResult
  mutating func remove(_ key: RecordKey) -> Entry? {
    let hash = Self.hash(key)
    return segments[Self.segment(hash)].remove(key, hash)
  }

  /// The top bits choose the segment, the low bits the place in it.
  private static func segment(_ hash: Int) -> Int { Int(truncatingIfNeeded: UInt(bitPattern: hash) &>> 56) }

  static func hash(_ key: RecordKey) -> Int { key.hashValue }
}

/// A part of the table. An entry lies at its home, which its hash names, or in the unbroken run of entries that begins there.
private struct Segment {
  private var slots: [RecordTable.Entry?] = []
  private var count = 0

  private func home(_ hash: Int) -> Int { hash & (slots.count - 1) }

  private func next(_ index: Int) -> Int { (index + 1) & (slots.count - 1) }

  /// Where a key lies, or the free place where it would.
  private func place(of key: RecordKey, _ hash: Int) -> Int {
    var index = home(hash)
    // Only the keys: copying an entry would touch its record, which is cold.
    while let present = slots[index]?.key, present != key { index = next(index) }
    return index
  }

  func find(_ key: RecordKey, _ hash: Int) -> RecordTable.Entry? {
    slots.isEmpty ? nil : slots[place(of: key, hash)]
  }

  mutating func update(_ entry: RecordTable.Entry, _ hash: Int) -> RecordTable.Entry? {
    if (count + 1) * 4 > slots.count * 3 { grow() }
    let index = place(of: entry.key, hash)
    let old = slots[index]
    slots[index] = entry
    if old == nil { count += 1 }
    return old
  }

  mutating func remove(_ key: RecordKey, _ hash: Int) -> RecordTable.Entry? {
    guard !slots.isEmpty else { return nil }
    var gap = place(of: key, hash)
    guard let removed = slots[gap] else { return nil }
    count -= 1
    // Whatever could not lie at its home because of the gap moves into it, so that runs stay unbroken.
    var index = next(gap)
    while let entry = slots[index] {
      let home = home(RecordTable.hash(entry.key))
      if (index - home) & (slots.count - 1) >= (index - gap) & (slots.count - 1) {
        slots[gap] = entry
        gap = index
      }
      index = next(index)
    }
    slots[gap] = nil
    return removed
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: nil, count: max(8, old.count * 2))
    for case let entry? in old { slots[place(of: entry.key, RecordTable.hash(entry.key))] = entry }
  }
}
