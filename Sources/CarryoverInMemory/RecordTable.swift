internal import Carryover

/// The records by key: a hash table with open addressing, in segments.
///
/// A look-up in a large table costs what the memory behind it costs, so an entry is half a cache line: the key stays in the
/// record, which is read anyway, and the whole hash stands in for it. Growing happens a segment at a time, so no operation ever
/// waits for a table of a million records to be copied.
struct RecordTable {
  private var segments: [Segment] = Array(repeating: Segment(), count: 256)

  subscript(key: RecordKey) -> Loaded.Found? {
    let hash = Self.hash(key)
    return segments[Self.segment(hash)].find(key, hash)
  }

  /// Writes a record, and answers the one that it replaces.
  @discardableResult
  mutating func update(_ key: RecordKey, _ found: Loaded.Found) -> Loaded.Found? {
    let hash = Self.hash(key)
    return segments[Self.segment(hash)].update(key, Segment.Entry(hash: hash, found: found))
  }

  /// Removes the record under a key, and answers it.
  @discardableResult
  mutating func remove(_ key: RecordKey) -> Loaded.Found? {
    let hash = Self.hash(key)
    return segments[Self.segment(hash)].remove(key, hash)
  }

  /// A hash that is never zero, because that marks a free place. The bit is one that nothing else looks at.
  private static func hash(_ key: RecordKey) -> Int { key.hashValue | 1 &<< 55 }

  /// The top bits choose the segment, the low bits the place in it.
  private static func segment(_ hash: Int) -> Int { Int(truncatingIfNeeded: UInt(bitPattern: hash) &>> 56) }
}

/// A part of the table. An entry lies at its home, which its hash names, or in the unbroken run of entries that begins there.
private struct Segment {
  // Not an optional entry: reading a field of one copies all of it, with its reference.
  struct Entry {
    var hash = 0
    var found: Loaded.Found?
  }

  private var slots: [Entry] = []
  private var count = 0

  private func home(_ hash: Int) -> Int { hash & (slots.count - 1) }

  private func next(_ index: Int) -> Int { (index + 1) & (slots.count - 1) }

  /// Where a key lies with what is there, or the free place where it would lie.
  private func search(_ key: RecordKey, _ hash: Int) -> (index: Int, found: Loaded.Found?) {
    var index = home(hash)
    while slots[index].hash != 0 {
      // Hashes first: looking at another entry's record would touch memory that is cold. And looking at one copies it, so the
      // copy that was looked at is handed out.
      if slots[index].hash == hash, let found = slots[index].found, found.record.key == key { return (index, found) }
      index = next(index)
    }
    return (index, nil)
  }

  func find(_ key: RecordKey, _ hash: Int) -> Loaded.Found? {
    slots.isEmpty ? nil : search(key, hash).found
  }

  mutating func update(_ key: RecordKey, _ entry: Entry) -> Loaded.Found? {
    if (count + 1) * 4 > slots.count * 3 { grow() }
    let (index, old) = search(key, entry.hash)
    slots[index] = entry
    if old == nil { count += 1 }
    return old
  }

  mutating func remove(_ key: RecordKey, _ hash: Int) -> Loaded.Found? {
    guard !slots.isEmpty else { return nil }
    var (gap, found) = search(key, hash)
    guard let removed = found else { return nil }
    count -= 1
    // Whatever could not lie at its home because of the gap moves into it, so that runs stay unbroken.
    var index = next(gap)
    while slots[index].hash != 0 {
      if (index - home(slots[index].hash)) & (slots.count - 1) >= (index - gap) & (slots.count - 1) {
        slots.swapAt(gap, index)
        gap = index
      }
      index = next(index)
    }
    slots[gap] = Entry()
    return removed
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Entry(), count: max(8, old.count * 2))
    for entry in old where entry.hash != 0 {
      var index = home(entry.hash)
      while slots[index].hash != 0 { index = next(index) }
      slots[index] = entry
    }
  }
}
