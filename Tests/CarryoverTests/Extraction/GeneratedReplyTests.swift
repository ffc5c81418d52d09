import Carryover
import CarryoverTesting
import Testing

/// Replies that are too large to keep as files.
@Suite struct GeneratedReplyTests {
  private let script = """
    {
      "name": "a huge reply",
      "messages": [{ "role": "assistant", "text": "How large?" }, { "role": "user", "text": "8,000 m²" }],
      "failure": "malformed"
    }
    """
  private let item = #"{"evidence":"8,000 m²","key":"facilitySize","messageRef":"m2","op":"set","value":"8,000 m²"}"#

  private func failure(_ reply: String) throws -> ExtractionReplay.FailureKind? {
    let outcome = try ExtractionReplay(script: script, reply: reply).run()
    guard case .failed(let failure) = outcome.end else { return nil }
    #expect(outcome.end.changes.isEmpty)
    return ExtractionReplay.FailureKind(failure)
  }

  @Test func `EX-5 a megabyte of good items is too long`() throws {
    let count = 1_048_576 / item.utf8.count + 1
    #expect(
      try failure(#"{"items":["# + [String](repeating: item, count: count).joined(separator: ",") + "]}") == .tooLong)
  }

  @Test func `EX-5 a megabyte in one value is too long`() throws {
    let value = String(repeating: "x", count: 1_048_576)
    #expect(try failure(#"{"items":["# + item.replacing("8,000 m²\"}", with: value + "\"}") + "]}") == .tooLong)
  }

  @Test func `EX-5 a megabyte of space behind the reply is too long`() throws {
    #expect(try failure(#"{"items":["# + item + "]}" + String(repeating: " ", count: 1_048_576)) == .tooLong)
  }

  @Test(arguments: ["[", #"{"items":"#, #"{"items":["#, #"{"items":[{"value":"#])
  func `EX-5 a reply that is nested without end is malformed`(_ opening: String) throws {
    let depth = 200_000 / opening.utf8.count
    #expect(try failure(String(repeating: opening, count: depth)) == .malformed)
  }

  @Test func `EX-5 a reply that is nested and closed again is malformed`() throws {
    let depth = 50_000
    let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(try failure(#"{"items":"# + nested + "}") == .malformed)
  }

  @Test func `EX-5 just under the limit is read, and just over it is not`() throws {
    let most = ExtractionPolicy().replyBytes
    let reply = #"{"items":["# + item + "]}"
    let space = String(repeating: " ", count: most - reply.utf8.count)
    #expect(try failure(reply + space) == nil)
    #expect(try failure(reply + space + " ") == .tooLong)
  }
}
