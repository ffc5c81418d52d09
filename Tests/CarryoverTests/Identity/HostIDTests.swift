import Carryover
import FoundationEssentials
import Testing

@Suite("ID-1 identifiers of the host")
struct HostIDTests {
  @Test(arguments: [
    "1", "user@example.com", "auth0|507f1f77bcf86cd799439011", "Größe", "漢字", "👩‍🚀", " ", "a b", "nullable", "guest1",
    "anon", "NULL_", "0", "false", String(repeating: "x", count: 128), String(repeating: "é", count: 64),
  ])
  func `any other text is taken as it is`(text: String) throws {
    let id = try Account.ID(text)

    #expect(id.text.utf8.elementsEqual(text.utf8))
    #expect(id.description == text)
  }

  @Test(arguments: [
    "null", "NULL", "Null", "undefined", "UNDEFINED", "nil", "Nil", "anonymous", "Anonymous", "guest", "GUEST",
  ])
  func `a word for a missing one is refused in any case`(text: String) {
    #expect(throws: FieldError.self) { try Account.ID(text) }
  }

  @Test(arguments: ["\u{0}", "a\u{0}", "a\nb", "\t", "a\r", "\u{1B}[0m", "\u{7F}", "a\u{80}", "\u{9F}b", "\r\n"])
  func `control characters are refused`(text: String) {
    #expect(throws: FieldError("identifier", .malformed(expected: "text without control characters"))) {
      try Account.ID(text)
    }
  }

  @Test func `the limit is in bytes`() {
    for text in [
      String(repeating: "x", count: 129), String(repeating: "é", count: 65), String(repeating: "😀", count: 33),
    ] {
      #expect(throws: FieldError("identifier", .tooLong(maximumBytes: 128))) { try Account.ID(text) }
    }
    #expect(throws: FieldError.self) { try Account.ID("") }
  }

  @Test func `equivalent spellings are two identifiers, and hash and sort apart`() throws {
    let composed = try Account.ID("é")
    let decomposed = try Account.ID("e\u{301}")

    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(decomposed < composed)
    #expect(!(composed < decomposed))
  }

  @Test func `a text is not changed on the way through JSON, nor as a key`() throws {
    let id = try Account.ID("e\u{301}\"\\/👩‍🚀")

    let list = try JSONDecoder().decode([Account.ID].self, from: JSONEncoder().encode([id]))
    let keys = try JSONDecoder().decode([Account.ID: Int].self, from: JSONEncoder().encode([id: 1]))

    #expect(list == [id])
    #expect(keys == [id: 1])
  }

  @Test(arguments: ["\"null\"", "\"\"", "\"a\\u0000\"", "1", "null"])
  func `decoding refuses what construction refuses`(json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Account.ID].self, from: Data("[\(json)]".utf8))
    }
  }

  @Test func `no error repeats what was refused`() {
    for text in ["guest", "secret\u{0}", String(repeating: "secret", count: 40)] {
      let error = #expect(throws: FieldError.self) { try Account.ID(text) }
      #expect(error?.message.contains(text) == false)
      #expect(error?.detail.contains("secret") == false)
    }
  }
}
