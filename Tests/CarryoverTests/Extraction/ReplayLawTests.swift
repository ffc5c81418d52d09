import Carryover
import CarryoverTesting
import FoundationEssentials
import Testing

/// What must hold of every script whose reply is read, whatever the script is about.
@Suite struct ReplayLawTests {
  static let scripts = Replays.all.filter { $0.kind != "Broken" }

  /// The reading of a script's own reply; nil if it is one that fails.
  private func reading(_ replay: ExtractionReplay) -> ExtractionReading? {
    if case .read(let reading, _) = replay.run().end { reading } else { nil }
  }

  @Test(arguments: scripts)
  func `EX-5 no beginning of a reply is read as a reply`(_ script: Replays) throws {
    let replay = try script.read()
    guard reading(replay) != nil else { return }
    var bytes = Array(replay.reply.text.utf8)
    while let last = bytes.last, last == UInt8(ascii: "\n") { bytes.removeLast() }
    // One in seven of the long ones, and the last hundred of each.
    for length in 0..<bytes.count where length % 7 == 0 || bytes.count - length < 100 {
      guard let text = String(validating: bytes[..<length], as: UTF8.self) else { continue }
      #expect(throws: ExtractionFailure.self, "\(length) of \(bytes.count) bytes") {
        try ExtractionPolicy().read(ModelReply(text), of: replay.messages)
      }
    }
  }

  @Test(arguments: scripts)
  func `EX-5 the order of a reply's items changes nothing`(_ script: Replays) throws {
    let replay = try script.read()
    guard let reading = reading(replay) else { return }
    var document = try JSONText.read(replay.reply.text, as: [String: [[String: String]]].self)
    document["items"]?.reverse()
    let reversed = try ExtractionPolicy().read(ModelReply(try JSONText.of(document)), of: replay.messages)
    #expect(reversed.items == reading.items)
    #expect(Counts(reversed) == Counts(reading))
  }

  @Test(arguments: scripts)
  func `EX-8 what was read once changes nothing when it is read again`(_ script: Replays) throws {
    let replay = try script.read()
    guard let reading = reading(replay) else { return }
    let plan = reading.plan(on: replay.known)
    #expect(reading.plan(on: plan.content).changed.isEmpty)
    #expect(reading.plan(on: plan.content).content == plan.content)
  }

  /// How many items were dropped for each reason.
  private struct Counts: Equatable {
    let reasons: [DroppedItem.Reason: Int]

    init(_ reading: ExtractionReading) {
      reasons = reading.dropped.reduce(into: [:]) { $0[$1.reason, default: 0] += 1 }
    }
  }
}
