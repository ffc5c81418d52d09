import Testing

@testable import Carryover

@Suite("ST-1 a draft knows what became of its command")
struct DraftEffectTests {
  private let command = CommandID.test(1)

  /// A probe after some changes, each by its own command.
  private func probe(changedBy commands: CommandID...) -> Probe {
    var probe = Probe("a", 0)
    for command in commands { probe.set(1, by: command) }
    return probe
  }

  /// A draft whose command has lost one commit, which would have written this.
  private func draft(lost probe: Probe?) -> Draft {
    Draft(lost: probe.map { [Commit([.replace(Record($0), RecordVersion(1))])] } ?? [])
  }

  @Test func `nothing lost, nothing there`() {
    #expect(draft(lost: nil).effect(of: command, on: probe()) == .absent)
  }

  @Test func `it is the latest change`() {
    #expect(draft(lost: nil).effect(of: command, on: probe(changedBy: command)) == .present)
    #expect(draft(lost: probe(changedBy: command)).effect(of: command, on: probe(changedBy: command)) == .present)
  }

  @Test func `the value is still as the lost commit found it`() {
    #expect(draft(lost: probe(changedBy: command)).effect(of: command, on: probe()) == .absent)
  }

  @Test func `another stands where it would stand`() {
    #expect(draft(lost: probe(changedBy: command)).effect(of: command, on: probe(changedBy: .test(2))) == .absent)
  }

  @Test func `others may have come before or after it`() {
    let value = probe(changedBy: .test(2), .test(3))

    #expect(draft(lost: probe(changedBy: command)).effect(of: command, on: value) == .uncertain)
  }

  @Test func `a lost commit of other records says nothing about this one`() {
    let draft = Draft(lost: [Commit([.insert(Record(Probe("b"))), .keep(.probe("a"), RecordVersion(1))])])

    #expect(draft.effect(of: command, on: probe(changedBy: .test(2), .test(3))) == .absent)
  }

  @Test func `a record that is not as a lost commit met it may have been changed by that`() throws {
    let found = Loaded.Found(Record(probe()), RecordVersion(2))
    let lost = Commit([.replace(Record(Probe("a")), RecordVersion(1)), .keep(.probe("b"), RecordVersion(1))])
    let removed = Commit([.delete(.probe("a"), RecordVersion(2))])

    func draft(_ key: String, _ found: Loaded.Found?, _ lost: Commit...) -> Draft {
      Draft(seen: [Loaded.Item(.probe(key), found)], lost: lost)
    }
    #expect(draft("a", found, lost).mayHaveChanged(.probe("a")))
    #expect(draft("a", nil, lost).mayHaveChanged(.probe("a")))
    #expect(draft("a", nil, removed).mayHaveChanged(.probe("a")))
    #expect(!draft("a", found, removed).mayHaveChanged(.probe("a")))
    #expect(!draft("a", found).mayHaveChanged(.probe("a")))
    #expect(!draft("b", found, lost).mayHaveChanged(.probe("b")))
    var draft = draft("a", found)
    #expect(try draft.has(.probe("a")))
    #expect(throws: Unread.self) { try draft.has(.probe("b")) }
  }
}
