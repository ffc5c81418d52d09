import Carryover
import Testing

@Suite("ST-1 limits of a store")
struct StoreLimitsTests {
  private let limits = StoreLimits(keysPerLoad: 2, changesPerCommit: 2, bytesPerRecord: 100)

  private func record(_ name: String, bytes: Int) -> Record {
    Record(key: .probe(name), body: String(repeating: "x", count: bytes))
  }

  @Test func `what is at a limit is taken`() throws {
    try limits.check(load: [.probe("a"), .probe("b")])
    try limits.check(Commit([.insert(record("a", bytes: 100)), .replace(record("b", bytes: 100), RecordVersion(1))]))
  }

  @Test func `what is beyond is refused by name and number`() {
    #expect(throws: StoreError.tooLarge(.keysPerLoad(limit: 2))) {
      try limits.check(load: [.probe("a"), .probe("b"), .probe("c")])
    }
    #expect(throws: StoreError.tooLarge(.changesPerCommit(limit: 2))) {
      try limits.check(
        Commit([.keep(.probe("a"), RecordVersion(1)), .keepAbsent(.probe("b")), .keepAbsent(.probe("c"))]))
    }
    #expect(throws: StoreError.tooLarge(.bytesPerRecord(limit: 100))) {
      try limits.check(Commit([.replace(record("b", bytes: 101), RecordVersion(1))]))
    }
  }

  @Test func `bytes count, not characters, and events do not count`() throws {
    let event = DomainEvent.test(.test(1), "a")
    try limits.check(Commit([], events: Array(repeating: event, count: 10)))

    #expect(throws: StoreError.tooLarge(.bytesPerRecord(limit: 100))) {
      try limits.check(Commit([.insert(Record(key: .probe("a"), body: String(repeating: "é", count: 51)))]))
    }
  }
}
