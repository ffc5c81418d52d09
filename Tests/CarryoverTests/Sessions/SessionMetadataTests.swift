import FoundationEssentials
import Testing

@testable import Carryover

@Suite("SE-3, SE-5 session metadata")
struct SessionMetadataTests {
  /// The examples of RFC 7396, appendix A, whose target and patch are objects without null in the target.
  @Test(arguments: [
    (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
    (#"{"a":"b"}"#, #"{"a":null}"#, "{}"),
    (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
    (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
    (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
    (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
    ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    (#"{"a":"b"}"#, "null", "{}"),
  ])
  func `SE-3 a merge patch does what RFC 7396 shows`(target: String, patch: String, result: String) throws {
    var metadata: SessionMetadata = try JSONText.read(target)
    let change: MetadataPatch = try JSONText.read(patch)

    #expect(try metadata.apply(change, limits: MetadataLimits()))
    #expect(try JSONText.of(metadata) == result)
    #expect(try !metadata.apply(change, limits: MetadataLimits()))
    #expect(try JSONText.of(change) == patch)
  }

  @Test(arguments: [
    (#"{"a":1.0}"#, #"{"a":1}"#), (#"{"a":{"b":[1,true]}}"#, #"{"a":{"b":[1,true],"c":null}}"#), ("{}", #"{"z":null}"#),
    (#"{"a":"x"}"#, "{}"),
  ])
  func `a patch that says what is there changes nothing`(target: String, patch: String) throws {
    var metadata: SessionMetadata = try JSONText.read(target)

    #expect(try !metadata.apply(JSONText.read(patch), limits: MetadataLimits()))
  }

  /// A value just within a limit, one just beyond, and the fault; the key is `k`.
  @Test(arguments: [
    (#"[[["x"]]]"#, #"[[[["x"]]]]"#, FieldError.Fault.tooDeep(maximum: 4)),
    (#"{"a":{"b":{"c":1}}}"#, #"{"a":{"b":{"c":{"d":1}}}}"#, .tooDeep(maximum: 4)),
    (#"{"a":{"b":[{}]}}"#, #"{"a":{"b":[[{}]]}}"#, .tooDeep(maximum: 4)),
    (
      "\"\(String(repeating: "x", count: 1022))\"", "\"\(String(repeating: "x", count: 1023))\"",
      .tooLong(maximumBytes: 1024)
    ),
    (
      "[\"\(String(repeating: "é", count: 510))\"]", "[\"\(String(repeating: "é", count: 511))\"]",
      .tooLong(maximumBytes: 1024)
    ),
    (
      "{\"\(String(repeating: "k", count: 64))\":1}", "{\"\(String(repeating: "k", count: 65))\":1}",
      .tooLong(maximumBytes: 64)
    ),
    (#""\u0001""#, #""\u0000""#, .malformed(expected: "text without U+0000")),
    (#"{"a":1}"#, #"{"":1}"#, .malformed(expected: "under a key that is not empty")),
  ])
  func `SE-5 what is at the limit passes, one more is refused and changes nothing`(
    within: String, beyond: String, fault: FieldError.Fault
  ) throws {
    var metadata = SessionMetadata()
    let excess: MetadataPatch = try JSONText.read(#"{"a":1,"k":\#(beyond)}"#)

    #expect(throws: FieldError("metadata.k", fault)) { try metadata.apply(excess, limits: MetadataLimits()) }
    #expect(metadata.entries.isEmpty)
    #expect(try metadata.apply(JSONText.read(#"{"k":\#(within)}"#), limits: MetadataLimits()))
  }

  @Test func `SE-5 there are at most 32 entries, with keys of at most 64 bytes`() throws {
    let entries = (0..<33).map { ("k\($0)", MetadataPatch.Change.flag(true)) }
    var metadata = SessionMetadata()

    #expect(throws: FieldError("metadata", .tooMany(maximum: 32))) {
      try metadata.apply(MetadataPatch(Dictionary(uniqueKeysWithValues: entries)), limits: MetadataLimits())
    }
    #expect(metadata.entries.isEmpty)
    #expect(
      try metadata.apply(
        MetadataPatch(Dictionary(uniqueKeysWithValues: entries.dropLast())), limits: MetadataLimits()))
    let key = String(repeating: "k", count: 65)
    #expect(throws: FieldError("metadata.\(key.prefix(64))", .tooLong(maximumBytes: 64))) {
      try metadata.apply(MetadataPatch([key: .flag(true), "k0": .remove]), limits: MetadataLimits())
    }
    #expect(try metadata.apply(MetadataPatch(["k0": .remove]), limits: MetadataLimits(entries: 3)))
  }

  @Test func `a merge cannot grow an entry past its limit member by member`() throws {
    let text = String(repeating: "x", count: 600)
    var metadata = SessionMetadata()

    #expect(try metadata.apply(MetadataPatch(["k": .merge(["a": .text(text)])]), limits: MetadataLimits()))
    #expect(throws: FieldError("metadata.k", .tooLong(maximumBytes: 1024))) {
      try metadata.apply(MetadataPatch(["k": .merge(["b": .text(text)])]), limits: MetadataLimits())
    }
  }

  @Test func `a number that is none is refused`() throws {
    var metadata = SessionMetadata()

    #expect(throws: FieldError("metadata.k", .malformed(expected: "a number"))) {
      try metadata.apply(MetadataPatch(["k": .list([.number(.nan)])]), limits: MetadataLimits())
    }
    #expect(throws: EncodingError.self) { try JSONText.of(MetadataValue.number(.nan)) }
  }

  @Test(arguments: [#"{"a":[null]}"#, #"{"a":[{"b":null}]}"#, "[]", "1", #""x""#])
  func `null inside a list, and a patch that is no object, are refused`(text: String) {
    #expect(throws: DecodingError.self) { try JSONText.read(text, as: MetadataPatch.self) }
  }

  @Test(arguments: [1, 4, 30, 33, 70, 500, 600, 10_000, 100_000])
  func `SE-5 hostile nesting of any depth ends in an error or in a value that the limits judge`(levels: Int) throws {
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      let value = String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
      let text = #"{"k":\#(value)}"#
      guard levels <= 33 else {
        #expect(throws: DecodingError.self) { try JSONText.read(text, as: MetadataPatch.self) }
        #expect(throws: DecodingError.self) { try JSONText.read(text, as: SessionMetadata.self) }
        continue
      }
      let patch: MetadataPatch = try JSONText.read(text)
      var metadata = SessionMetadata()
      if levels < 4 {
        #expect(try metadata.apply(patch, limits: MetadataLimits()))
      } else {
        #expect(throws: FieldError("metadata.k", .tooDeep(maximum: 4))) {
          try metadata.apply(patch, limits: MetadataLimits())
        }
        #expect(metadata.entries.isEmpty)
      }
    }
  }

  @Test func `WI-2 stored metadata nests at most 32 levels, whatever a host's limits are`() throws {
    let deep = #"{"k":\#(String(repeating: "[", count: 33))\#(String(repeating: "]", count: 33))}"#
    var metadata = SessionMetadata()

    #expect(throws: DecodingError.self) { try JSONText.read(deep, as: SessionMetadata.self) }
    #expect(throws: FieldError("metadata.k", .tooDeep(maximum: 32))) {
      try metadata.apply(JSONText.read(deep), limits: MetadataLimits(depth: .max))
    }
  }

  @Test func `WI-1 metadata reads back as it was written, with keys as they were and the size of its JSON`() throws {
    let text = #"{"list":[1,[],{}],"my_key":{"b":"ä","n":-0.25,"t":true},"o":{},"snake_case":"x"}"#
    let metadata: SessionMetadata = try JSONText.read(text)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase

    #expect(try JSONText.of(metadata) == text)
    #expect(metadata.entries.count == 4)
    #expect(metadata.size == text.utf8.count - 1)
    #expect(try decoder.decode(SessionMetadata.self, from: Data(text.utf8)) == metadata)
  }

  @Test func `SE-3 a session's patch that is silent about metadata keeps it, and null removes it all`() throws {
    struct Whole: Decodable {
      let metadata: MetadataPatch

      enum CodingKeys: String, CodingKey { case metadata }

      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        metadata = try container.decodePatch(MetadataPatch.self, forKey: .metadata)
      }
    }

    #expect(try JSONText.read("{}", as: Whole.self).metadata == MetadataPatch())
    #expect(try JSONText.read(#"{"metadata":null}"#, as: Whole.self).metadata == MetadataPatch(nil))
    #expect(try JSONText.of(MetadataPatch()) == "{}")
  }
}
