import Testing

@testable import Carryover

@Suite("ST-1 a draft reads its own writes")
struct DraftReadingTests {
  private func draft(_ probes: Probe?..., names: [String] = ["a", "b"]) -> Draft {
    Draft(
      seen: zip(names, probes).map { name, probe in
        Loaded.Item(.probe(name), probe.map { Loaded.Found(Record($0), RecordVersion(7)) })
      })
  }

  @Test func `what was put is read`() throws {
    var draft = draft(Probe("a", 1))

    draft.put(Probe("a", 2))

    #expect(try draft.probe("a")?.number == 2)
  }

  @Test func `what was put without having been loaded is read`() throws {
    var draft = Draft()

    draft.put(Probe("a", 2))

    #expect(try draft.probe("a")?.number == 2)
    #expect(draft.missing.isEmpty)
  }

  @Test func `what was deleted is gone, and can be written again`() throws {
    var draft = draft(Probe("a", 1))

    draft.delete(.probe("a"))
    #expect(try draft.probe("a") == nil)

    #expect(try draft.insert(Probe("a", 3)) == nil)
    #expect(try draft.probe("a")?.number == 3)
  }

  @Test func `an insert over what was put answers that`() throws {
    var draft = Draft()

    #expect(try draft.insert(Probe("a", 1)) == nil)
    #expect(try draft.insert(Probe("a", 2))?.number == 1)
    #expect(try draft.probe("a")?.number == 1)
  }

  @Test func `what is not loaded is missing, once`() {
    var draft = draft(Probe("a", 1))

    #expect(throws: Unread.self) { try draft.need([.probe("a"), .probe("x"), .probe("y"), .probe("x")]) }
    #expect(throws: Unread.self) { try draft.probe("x") }

    #expect(draft.missing == [.probe("x"), .probe("y")])
  }
}

@Suite("ST-1 a draft becomes a commit")
struct DraftCommitTests {
  private let version = RecordVersion(7)

  /// A draft that has found `a` and `b` and has not found `absent`.
  private var draft: Draft {
    Draft(seen: [
      Loaded.Item(.probe("a"), Loaded.Found(Record(Probe("a", 1)), version)),
      Loaded.Item(.probe("b"), Loaded.Found(Record(Probe("b", 2)), version)),
      Loaded.Item(.probe("absent"), nil),
    ])
  }

  private func changes(_ write: (inout Draft) throws -> Void) rethrows -> [String] {
    var draft = draft
    try write(&draft)
    let commit = draft.commit()
    #expect(commit.changes.allSatisfy { change in change.expected == nil || change.expected == version })
    #expect(Set(commit.changes.map(\.key)).count == commit.changes.count)
    return commit.changes.map(\.spelled)
  }

  @Test func `what was only read is kept`() {
    #expect(changes { _ in } == ["keep a", "keep b", "keepAbsent absent"])
  }

  @Test func `a put replaces what was found and inserts what was not`() {
    let changes = changes {
      $0.put(Probe("a"))
      $0.put(Probe("absent"))
      $0.put(Probe("unseen"))
    }

    #expect(changes == ["replace a", "keep b", "insert absent", "insert unseen"])
  }

  @Test func `an insert demands absence, loaded or not, and keeps what it has found`() throws {
    let changes = try changes {
      _ = try $0.insert(Probe("absent"))
      _ = try $0.insert(Probe("unseen"))
      #expect(try $0.insert(Probe("a"))?.number == 1)
    }

    #expect(changes == ["keep a", "keep b", "insert absent", "insert unseen"])
  }

  @Test func `a delete deletes what was found and verifies the absence of the rest`() {
    let changes = changes {
      $0.delete(.probe("a"))
      $0.delete(.probe("absent"))
      $0.delete(.probe("unseen"))
    }

    #expect(changes == ["delete a", "keep b", "keepAbsent absent", "keepAbsent unseen"])
  }

  @Test func `the last write to a key counts`() throws {
    let changes = try changes {
      $0.put(Probe("a", 5))
      $0.delete(.probe("a"))
      $0.delete(.probe("b"))
      _ = try $0.insert(Probe("b", 5))
      $0.put(Probe("unseen"))
      $0.delete(.probe("unseen"))
    }

    #expect(changes == ["delete a", "replace b", "keepAbsent absent", "keepAbsent unseen"])
  }

  @Test func `a record that came twice is verified once`() {
    let item = Loaded.Item(.probe("a"), Loaded.Found(Record(Probe("a", 1)), version))

    #expect(Draft(seen: [item, item]).commit().changes.map(\.spelled) == ["keep a"])
  }

  @Test func `events keep their order`() {
    var draft = draft
    for ordinal in 0..<3 { draft.emit(.test(.test(1), "a", ordinal: ordinal)) }

    #expect(draft.commit().events.map(\.id.ordinal) == [0, 1, 2])
  }
}

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
}
