import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-5: a reply is read as the schema has it, or not at all")
struct ReplyDocumentTests {
  private static let scene = ReadingScene("We run 3 sites, é 😀.")
  private static let item =
    #"{"evidence":"3 sites","key":"siteCount","messageRef":"m1","op":"set","value":"3 sites"}"#
  private static let whole = #"{"items":["# + item + "]}"

  private func failure(_ reply: ModelReply, _ policy: ExtractionPolicy = ExtractionPolicy()) -> ExtractionFailure? {
    do {
      _ = try policy.read(reply, of: Self.scene.messages)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    arguments: [
      whole,
      " \t\r\n{ \"items\" : [ " + item + " ] }\n\n",
      #"{"items":[{"value":"3 sites","op":"set","messageRef":"m1","key":"siteCount","evidence":"3 sites"}]}"#,
      #"{"\u0069tems":[{"evidence":"\u0033 sites","key":"siteCount","messageRef":"m1","op":"set","value":"3\u0020sites"}]}"#,
    ])
  func `EX-5: white space, order and escapes of JSON make no difference`(text: String) throws {
    let reading = try Self.scene.reading(text)
    #expect(reading.items.map(\.field) == [.answer("siteCount")] && reading.dropped.isEmpty)
    #expect(reading.items.first?.statement.value?.spoken == "3 sites")
  }

  @Test func `EX-5: every escape of JSON is read`() throws {
    let reading = try Self.scene.reading(
      #"{"items":[{"evidence":"\u00e9 \ud83d\ude00","key":"k\"\\\/\b\f\n\r\t","messageRef":"m1","op":"set","value":"x"}]}"#
    )
    #expect(reading.dropped.map(\.key) == ["k\"\\/\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"])
    let emoji = try Self.scene.reading(
      #"{"items":[{"evidence":"\u00E9 \uD83D\uDE00.","key":"facilityType","messageRef":"m1","op":"set","value":"\uD83D\uDE00"}]}"#
    )
    #expect(emoji.items.first?.statement.value?.spoken == "😀" && emoji.items.first?.evidence == "é 😀.")
  }

  @Test func `EX-5: an empty list is a reading with nothing in it, and no failure`() throws {
    let reading = try Self.scene.reading(#"{"items":[]}"#)
    #expect(reading.items.isEmpty && reading.dropped.isEmpty && reading.confidence == 0)
  }

  @Test(
    arguments: [
      "", " \n", "null", "[]", "{}", "true", "\"items\"", "{", "{\"items\"", "{\"items\":", "{\"items\":[",
      "{\"items\":[]",
      "{\"items\":[" + item, "{\"items\":[" + item + "]", "{\"items\":[" + item + ",]}", "{\"items\":[," + item + "]}",
      "{\"items\":[]}x", "{\"items\":[]}{}", "{\"items\":[],}", "{\"items\":{}}", "{\"items\":null}",
      "{\"items\":\"\"}",
      "{\"Items\":[]}", "{\"items\":[],\"more\":1}", "{\"items\":[],\"items\":[]}", "{\"items\":[[]]}",
      "{\"items\":[{}]}",
      "{\"items\":[null]}", "{'items':[]}", "{items:[]}", "{\"items\":[]} // none", "\u{FEFF}{\"items\":[]}",
      "```json\n" + whole + "\n```", "```\n" + whole + "\n```", "Here it is: " + whole, whole + "\nAnything else?",
      "<json>" + whole + "</json>", "data: " + whole,
    ])
  func `EX-5: what is not the document is malformed, and nothing is repaired`(text: String) {
    guard case .malformed(let place) = failure(ModelReply(text)) else {
      Issue.record("it was read")
      return
    }
    #expect(!place.isEmpty && !place.contains("sites"))
  }

  @Test(
    arguments: [
      (#""op":"set","#, ""), (#""value":"3 sites""#, #""value":3"#), (#""value":"3 sites""#, #""value":null"#),
      (#""value":"3 sites""#, #""value":["3 sites"]"#), (#""value":"3 sites""#, #""value":{"a":{"b":{}}}"#),
      (#""op":"set""#, #""op":true"#), (#""op":"set","#, #""op":"set","op":"set","#),
      (#""op":"set","#, #""op":"set","\u006fp":"negate","#), (#""op":"set","#, #""op":"set","confidence":"0.9","#),
      (#""op":"set""#, #""Op":"set""#), (#""op":"set""#, #""op":set"#), (#""op":"set""#, #""op" "set""#),
      (#""op":"set","#, #""op":"set""#), (#""op":"set""#, #"'op':'set'"#), ("3 sites", "3\nsites"),
      ("3 sites", "3\tsites"),
      ("3 sites", "3\u{0}sites"), ("3 sites", "3\\u\u{10}\u{10}\u{14}\u{11}"), ("3 sites", #"3\xsites"#),
      ("3 sites", #"3\u00zzsites"#), ("3 sites", #"3\u12"#),
      ("3 sites", #"3\ud83d sites"#), ("3 sites", #"3\ude00 sites"#), ("3 sites", #"3\ud83d\u0041"#),
      ("3 sites", #"3\ud83d\ud83d"#), ("3 sites", #"3\ud83d"#), ("3 sites", #"\"#), ("3 sites", #"3"sites"#),
    ])
  func `EX-5: an item that is not the schema's makes the whole reply malformed`(good: String, bad: String) {
    #expect(Self.item.contains(good))
    let item = Self.item.replacing(good, with: bad, maxReplacements: 1)
    for (index, items) in [[item], [Self.item, item]].enumerated() {
      guard case .malformed(let place) = failure(ModelReply("{\"items\":[\(items.joined(separator: ","))]}")) else {
        Issue.record("it was read: \(items)")
        continue
      }
      #expect(place.hasPrefix("items[\(index)]: ") || place.hasPrefix("not JSON: "))
    }
  }

  @Test func `EX-5: a reply cut off anywhere is malformed, and what stands before the cut is not believed`() {
    for length in 0..<Self.whole.utf8.count {
      guard case .malformed = failure(ModelReply(String(decoding: Self.whole.utf8.prefix(length), as: UTF8.self)))
      else {
        Issue.record("\(length) bytes of it were read")
        continue
      }
    }
    #expect(failure(ModelReply(Self.whole)) == nil)
  }

  @Test(
    arguments: [
      (ModelReply.Finish.truncated, ExtractionFailure.truncated), (.refused, .refused), (.filtered, .filtered),
    ])
  func `EX-5: a reply that ended otherwise than complete is not read, even if it is whole`(
    finish: ModelReply.Finish, expected: ExtractionFailure
  ) {
    #expect(failure(ModelReply(Self.whole, finish: finish)) == expected)
  }

  @Test func `EX-5: a provider that does not say how it ended is read like one that does`() throws {
    #expect(failure(ModelReply(Self.whole, finish: .unknown)) == nil)
  }

  @Test func `EX-5: a reply longer than the policy allows is not read`() {
    let length = Self.whole.utf8.count
    #expect(failure(ModelReply(Self.whole), ExtractionPolicy(replyBytes: length)) == nil)
    #expect(
      failure(ModelReply(Self.whole), ExtractionPolicy(replyBytes: length - 1)) == .tooLong(maximumBytes: length - 1))
    #expect(
      failure(ModelReply(Self.whole + " "), ExtractionPolicy(replyBytes: length)) == .tooLong(maximumBytes: length))
  }

  @Test func `EX-5: more items than any conversation holds are a model gone astray`() throws {
    func reply(_ count: Int) -> String {
      "{\"items\":[" + Array(repeating: Self.item, count: count).joined(separator: ",") + "]}"
    }
    let reading = try Self.scene.reading(reply(500))
    #expect(reading.items.count == 1 && reading.dropped.count == 499)
    #expect(reading.dropped.map(\.index) == Array(0..<499) && Set(reading.dropped.map(\.reason)) == [.duplicate])
    #expect(failure(ModelReply(reply(501))) == .malformed("more than 500 items"))
  }

  @Test(arguments: ["{", "[", "\"", "{\"items\":[", "{\"items\":[{\"value\":"])
  func `EX-5: nesting without end is no way to exhaust the stack`(text: String) {
    let reply = String(repeating: text, count: 200_000 / text.utf8.count)
    guard case .malformed = failure(ModelReply(reply)) else {
      Issue.record("it was read")
      return
    }
  }
}
