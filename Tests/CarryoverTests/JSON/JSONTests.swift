import Carryover
import FoundationEssentials
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    "", " ", "nul", "truee", "{", "}", "[", "[1", "[1,]", "[,1]", "[1 2]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{1:2}",
    "{a:1}",
    "01", "-", "-01", "+1", "1.", ".5", "1e", "1e+", "0x1", "NaN", "Infinity", "'a'", #"""#, #""a"#, #""\x""#,
    #""\u12""#,
    #""\u12G4""#, #""\ud800""#, #""\udc00""#, "\"\\u\u{10}\u{10}\u{14}\u{11}\"", #""\ud800\u0041""#, #""\ud800\ud800""#,
    "\"\n\"", "\"\u{1}\"", "1 1",
    "[]]", "\u{FEFF}1",
    "/**/1", "1\u{0}",
  ])
  func `what is no JSON is refused`(_ text: String) {
    #expect(throws: StoreError.self) { try WireBody.value(MetadataValue.self, from: text, for: "a value") }
  }

  @Test(arguments: [
    #"{"a":1,"a":2}"#, #"{"b":1,"a":1,"b":2}"#, #"{"a":1,"\u0061":2}"#, #"[{"x":{"a":1,"a":1}}]"#,
    "{\"\u{E9}\":1,\"e\u{301}\":2}",
    #"{"":1,"":2}"#,
  ])
  func `a member that comes twice is refused`(_ text: String) {
    #expect(throws: StoreError.self) { try WireBody.value(MetadataValue.self, from: text, for: "a value") }
  }

  @Test(arguments: [512, 513])
  func `nesting has an end`(_ depth: Int) throws {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    do {
      _ = try JSONDepth.read(text)
      #expect(depth == 512)
    } catch {
      #expect(depth == 513 && "\(error)".contains("too deep"))
    }
  }

  @Test func `every member is read, whatever the order in which it is asked for`() throws {
    let names = (0..<200).map { "\($0 * 37 % 200)" }
    let text = "{\(names.map { #""\#($0)":\#($0)"# }.joined(separator: ","))}"
    let value = try WireBody.value([String: Int].self, from: text, for: "numbers")
    #expect(value == Dictionary(uniqueKeysWithValues: (0..<200).map { ("\($0)", $0) }))
  }

  @Test(arguments: ["1.0", "1e2", "300", "-1", "\"1\"", "true", "null"])
  func `an integer is digits, and not beyond its type`(_ text: String) {
    #expect(throws: StoreError.self) { try WireBody.value([UInt8].self, from: "[\(text)]", for: "numbers") }
  }

  @Test(arguments: [
    "0", "-0", "0.1", "-12345678901234567890.123456789", "1e5", "1E-5", "99999999999999999999999999999999999999",
  ])
  func `a number keeps every digit`(_ text: String) throws {
    let value = try WireBody.value([Decimal].self, from: "[\(text)]", for: "numbers")
    #expect(try value == JSONText.read("[\(text)]"))
    #expect(try WireBody.text(of: value, for: "numbers") == JSONText.of(value))
  }

  @Test(arguments: [
    (#"{"id":1}"#, "expected a text at id"), (#"{}"#, "no member id at the top"),
    (#"[]"#, "expected an object at the top"),
    (#"{"id":null}"#, "expected a text at id"),
  ])
  func `an error says where and why`(_ text: String, _ why: String) {
    #expect(throws: StoreError.failed("a session cannot be read: \(why)")) {
      try WireBody.value(Session.self, from: text, for: "a session")
    }
  }

  @Test func `an error within a list names the element`() {
    #expect(throws: StoreError.failed("it cannot be read: expected a text at a.1.b")) {
      try WireBody.value([String: [[String: String]]].self, from: #"{"a":[{},{"a":"","b":1}]}"#, for: "it")
    }
  }

  @Test(arguments: Awkward.Way.allCases)
  func `what cannot be written is an error`(_ way: Awkward.Way) {
    #expect(throws: StoreError.self) { try WireBody.text(of: [Awkward(way: way)], for: "a value") }
  }
}

/// Lists within lists.
private struct JSONDepth: Decodable {
  static func read(_ text: String) throws(StoreError) -> Self {
    try WireBody.value(Self.self, from: text, for: "lists")
  }

  // Asking for the outermost list alone: the whole text is checked all the same.
  init(from decoder: any Decoder) throws { _ = try decoder.unkeyedContainer() }
}

/// A value that describes itself in a way that the library has no use for.
struct Awkward: Encodable {
  enum Way: CaseIterable {
    case nothing, twice, nested, fraction, swallowed, listAndObject
  }

  let way: Way

  enum CodingKeys: String, CodingKey {
    case a
  }

  func encode(to encoder: any Encoder) throws {
    switch way {
    case .nothing: break
    case .twice:
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(1, forKey: .a)
      try container.encode(2, forKey: .a)
    case .nested:
      var container = encoder.container(keyedBy: CodingKeys.self)
      var inner = container.nestedContainer(keyedBy: CodingKeys.self, forKey: .a)
      try inner.encode(1, forKey: .a)
    case .fraction:
      var container = encoder.singleValueContainer()
      try container.encode(0.1)
    case .swallowed:
      var container = encoder.unkeyedContainer()
      try? container.encode(Self(way: .fraction))
    case .listAndObject:
      _ = encoder.unkeyedContainer()
      _ = encoder.container(keyedBy: CodingKeys.self)
    }
  }
}
