import FoundationEssentials
import Testing

@testable import Carryover

@Suite("SE-2 token digest")
struct TokenDigestTests {
  private let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test func `its text reads back as itself`() throws {
    let digest = try #require(TokenDigest(text))

    #expect(digest.description == text)
    #expect(TokenDigest(digest.description) == digest)
  }

  @Test func `it is coded as its text`() throws {
    let digest = try #require(TokenDigest(text))

    let json = try JSONEncoder().encode([digest])

    #expect(String(decoding: json, as: UTF8.self) == "[\"\(text)\"]")
    #expect(try JSONDecoder().decode([TokenDigest].self, from: json) == [digest])
  }

  @Test(arguments: [
    "", "ba78", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
    "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    " a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  ])
  func `another text is refused, decoded or not`(wrong: String) {
    #expect(TokenDigest(wrong) == nil)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([TokenDigest].self, from: Data("[\"\(wrong)\"]".utf8))
    }
  }

  @Test func `a digest sent as if it were a token leads to another digest`() throws {
    let digest = try #require(TokenDigest(text))
    let pretended = try #require(SessionToken(digest.description))

    #expect(TokenHash.builtIn.digest(of: pretended) != digest)
  }
}
