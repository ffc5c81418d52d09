internal import Carryover

/// The records by key: a hash table with open addressing, in segments.
///
/// A look-up in a large table costs what the memory behind it costs, so an entry is as long as a cache line: the key stays in the
/// record, which is read anyway, and a half of the hash stands in for it. Growing happens a segment at a time, so no operation ever
/// waits for a table of a million records to be copied.
struct RecordTable {
  private var segments: [Segment] = Array(repeating: Segment(), count: 256)

  subscript(key: RecordKey) -> Loaded.Found? {
    let hash = key.hashValue
    return segments[Self.segment(hash)].find(key, hash)
  }

  /// The version of the record under a key.
  func version(of key: RecordKey) -> RecordVersion? {
    let hash = key.hashValue
    return segments[Self.segment(hash)].version(of: key, hash)
  }

  /// Writes a record under its key, and answers the one that it replaces.
  @discardableResult
  mutating func write(_ record: consuming Record, _ version: RecordVersion, under key: RecordKey) -> Record? {
    let hash = key.hashValue
    return segments[Self.segment(hash)].write(record, version, under: key, hash)
  }

  /// Removes the record under a key, and answers it.
  @discardableResult
  mutating func remove(_ key: RecordKey) -> Record? {
    let hash = key.hashValue
    return segments[Self.segment(hash)].remove(key, hash)
  }

  /// The top bits choose the segment, the low bits the place in it.
  private static func segment(_ hash: Int) -> Int { Int(truncatingIfNeeded: UInt(bitPattern: hash) &>> 56) }
}

/// A part of the table. An entry lies at its home, which its hash names, or in the unbroken run of entries that begins there.
private struct Segment {
  // In this order, because the hash then lies where the record's length leaves a gap. Record and version apart, because reading a
  // field of something optional copies all of it, with its reference.
  struct Entry {
    var record: Record?
    var hash: UInt32 = 0
    var version = RecordVersion(0)
  }

  private var slots: [Entry] = []
  private var count = 0

  /// The half of a hash that an entry keeps. Never zero, because that marks a free place: the bit is one that names no home.
  private static func kept(_ hash: Int) -> UInt32 { UInt32(truncatingIfNeeded: hash) | 1 &<< 31 }

  private func home(_ hash: UInt32) -> Int { Int(hash) & (slots.count - 1) }

  private func next(_ index: Int) -> Int { (index + 1) & (slots.count - 1) }

  /// Where a key lies, or the free place where it would lie.
  private func search(_ key: RecordKey, _ hash: UInt32) -> (index: Int, isThere: Bool) {
    var index = home(hash)
    while slots[index].hash != 0 {
      // Hashes first: looking at another entry's record would touch memory that is cold.
      if slots[index].hash == hash, let record = slots[index].record, record.key == key { return (index, true) }
      index = next(index)
    }
    return (index, false)
  }

  func find(_ key: RecordKey, _ hash: Int) -> Loaded.Found? {
    guard !slots.isEmpty else { return nil }
    let (index, isThere) = search(key, Self.kept(hash))
    guard isThere, let record = slots[index].record else { return nil }
    return Loaded.Found(record, slots[index].version)
  }

  func version(of key: RecordKey, _ hash: Int) -> RecordVersion? {
    guard !slots.isEmpty else { return nil }
    let (index, isThere) = search(key, Self.kept(hash))
    return isThere ? slots[index].version : nil
  }

  mutating func write(
    _ record: consuming Record, _ version: RecordVersion, under key: RecordKey, _ hash: Int
  ) -> Record? {
    if (count + 1) * 4 > slots.count * 3 { grow() }
    let hash = Self.kept(hash)
    let (index, isThere) = search(key, hash)
    if !isThere { count += 1 }
    var entry = Entry(record: record, hash: hash, version: version)
    swap(&slots[index], &entry)
    return entry.record
  }

  mutating func remove(_ key: RecordKey, _ hash: Int) -> Record? {
    guard !slots.isEmpty else { return nil }
    var (gap, isThere) = search(key, Self.kept(hash))
    guard isThere else { return nil }
    let removed = slots[gap].record
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
