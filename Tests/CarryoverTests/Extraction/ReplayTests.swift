import Carryover
import CarryoverTesting
import Testing

/// The corpus is written from the rules, not from the reader, and is therefore a second opinion on it.
@Suite struct ReplayTests {
  @Test(arguments: Replays.all)
  func `EX-11 a scripted conversation comes out as its script says`(_ script: Replays) throws {
    let outcome = try script.read().run()
    #expect(outcome.isAsExpected, "\(outcome)")
  }

  @Test func `EX-11 the counts by key are those of the file that holds them`() throws {
    let report = try Replays.corpus().run()
    print(report)
    try Golden.expect(report.tally, "extraction-replays")
  }

  @Test func `EX-11 there are scripts of every kind, each with a name of its own`() throws {
    let counts = Dictionary(grouping: Replays.all, by: \.kind).mapValues(\.count)
    for (kind, least) in ["Plain": 20, "Hostile": 20, "Broken": 10, "Corrections": 10, "Negations": 10] {
      #expect(counts[kind, default: 0] >= least, "\(kind)")
    }
    #expect(counts.count == 5)
    let corpus = try Replays.corpus()
    #expect(corpus.replays.count == Replays.all.count)
    #expect(Set(corpus.replays.map(\.name)).count == corpus.replays.count)
  }

  @Test func `EX-11 every question and every ROI input is kept at least once`() throws {
    let kept = try Replays.corpus().run().tally.keys.filter { $0.value.kept > 0 }
    for key in DiscoveryCatalogue.standard.questions.map(\.key) + ROIInput.allCases.map(\.rawValue) {
      #expect(kept[key] != nil, "\(key)")
    }
  }

  @Test func `EX-11 every reason to drop an item occurs`() throws {
    let drops = try Replays.corpus().run().outcomes.flatMap { outcome -> [DroppedItem] in
      if case .read(let reading, _) = outcome.end { reading.dropped } else { [] }
    }
    for reason in DroppedItem.Reason.allCases { #expect(drops.contains { $0.reason == reason }, "\(reason)") }
  }

  @Test(arguments: Replays.all)
  func `EX-3 what is kept names a message of the person among the last ten and has its date`(
    _ script: Replays
  ) throws {
    let replay = try script.read()
    guard case .read(let reading, _) = replay.run().end else { return }
    for item in reading.items {
      guard case .model(let id) = item.statement.source else {
        Issue.record("\(item.field) has another source")
        continue
      }
      let message = try #require(replay.messages.suffix(10).first { $0.id == id })
      #expect(message.role == .user)
      #expect(item.statement.at == message.createdAt)
    }
  }

  @Test(arguments: Replays.all.filter { $0.kind == "Broken" })
  func `EX-5 a reply that is not whole changes nothing`(_ script: Replays) throws {
    let outcome = try script.read().run()
    #expect(outcome.end.changes.isEmpty)
    guard case .failed = outcome.end else {
      Issue.record("\(script.path) was read")
      return
    }
  }
}

/// What a hostile text does to the request that it is rendered into.
@Suite struct HostileReplayTests {
  /// A line of the transcript, as far as it speaks of a message.
  private struct Line: Decodable, Equatable {
    let kind: String
    let messageRef, role, text, key, value: String?
  }

  @Test(arguments: Replays.all.filter { $0.kind == "Hostile" })
  func `EX-3 each message is one line, from which its text comes back to the byte`(_ script: Replays) throws {
    let replay = try script.read()
    let lines = replay.run().request.transcript.split(omittingEmptySubsequences: false) { $0.isNewline }
    let read = try lines.map { try JSONText.read(String($0), as: Line.self) }
    let spoken = read.filter { $0.kind == "message" }
    #expect(spoken.map(\.messageRef) == replay.messages.map { "m\($0.sequence)" })
    #expect(spoken.map(\.role) == replay.messages.map(\.role.rawValue))
    for (line, message) in zip(spoken, replay.messages) {
      #expect(try #require(line.text).utf8.elementsEqual(message.text.utf8))
    }
    let known = read.filter { $0.kind == "known" }
    #expect(spoken.count + known.count == lines.count)
    #expect(Set(known.compactMap(\.key)) == Set(replay.known.answers.keys))
    for line in known { #expect(line.value == line.key.flatMap { replay.known.answers[$0]?.value }) }
  }

  @Test(arguments: Replays.all.filter { $0.kind == "Hostile" })
  func `EX-3 the instructions are those of any other conversation`(_ script: Replays) throws {
    let request = try script.read().run().request
    let other = ExtractionPolicy().request(for: [], knowing: DiscoveryContent())
    #expect(request.system == other.system)
    #expect(request.schema == other.schema)
  }
}
