import CarryoverTesting
import Testing

@testable import Carryover

@Suite("SE-2 SHA-256")
struct SHA2Tests {
  /// The worked examples that go with FIPS 180-4.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func `the examples of the standard come out`(text: String, digest: String) {
    #expect(SHA2.digest(Array(text.utf8)).hex == digest)
  }

  @Test func `a million times the letter a comes out`() {
    let digest = SHA2.digest([UInt8](repeating: 0x61, count: 1_000_000))

    #expect(digest.hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// From the byte-oriented short and long messages of NIST's validation programme.
  @Test(arguments: [
    (
      "d3",
      "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"
    ),
    (
      "11af",
      "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98"
    ),
    (
      "b4190e",
      "dff2e73091f6c05e528896c4c831b9448653dc2ff043528f6769437bc7b975c2"
    ),
    (
      "74ba2521",
      "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e"
    ),
    (
      "09fc1accc230a205e4a208e64a8f204291f581a12756392da4b8c0cf5ef02b95",
      "4f44c1c7fbebb6f9601829f3897bfd650c56fa07844be76489076356ac1886a4"
    ),
    (
      "5a86b737eaea8ee976a0a24da63e7ed7eefad18a101c1211e2b3650c5187c2a8a650547208251f6d"
        + "4237e661c7bf4c77f335390394c37fa1a9f9be836ac28509",
      "42e61e174fbb3897d6dd6cef3dd2802fe67b331953b06114a65c772859dfc1aa"
    ),
    (
      "451101250ec6f26652249d59dc974b7361d571a8101cdfd36aba3b5854d3ae086b5fdd4597721b66"
        + "e3c0dc5d8c606d9657d0e323283a5217d1f53f2f284f57b85c8a61ac8924711f895c5ed90ef17745"
        + "ed2d728abd22a5f7a13479a462d71b56c19a74a40b655c58edfe0a188ad2cf46cbf30524f65d423c"
        + "837dd1ff2bf462ac4198007345bb44dbb7b1c861298cdf61982a833afc728fae1eda2f87aa2c9480"
        + "858bec",
      "3c593aa539fdcdae516cdf2f15000f6634185c88f505b39775fb9ab137a10aa2"
    ),
  ])
  func `the messages of the validation programme come out`(message: String, digest: String) throws {
    #expect(SHA2.digest(try bytes(message)).hex == digest)
  }

  /// The first checkpoint of the validation programme's Monte Carlo test: a thousand digests, each of the last three.
  @Test func `a thousand chained digests come out`() throws {
    let seed = try bytes("6d1e72ad03ddeb5de891e572e2396f8da015d899ef0e79503152d6010a3fe691")
    var last = (seed, seed, seed)
    for _ in 0..<1000 {
      last = (last.1, last.2, SHA2.digest(last.0 + last.1 + last.2).bytes)
    }

    #expect(last.2 == (try bytes("e93c330ae5447738c8aa85d71a6c80f2a58381d05872d26bdd39f1fcd4f2b788")))
  }

  /// Lengths around each border of the padding, computed with another implementation; byte i is 7i + length.
  @Test(arguments: [
    (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (1, "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"),
    (31, "6c56c9f0cdd4759c04aa75b8583e11614c25b347c984ca4c6bcb1fdfb09fb268"),
    (32, "70b25e78a713fbc17ba3f5e9b25c16200202a776ddb67fffb745d54b9eee7f29"),
    (33, "91b1f04c498a0d2ca0febf8a29dba678ce15d4aeac21e98a53a085d8282af974"),
    (55, "81afe5b788dc2ce138ff83d9b20164db75a94d75d2b2432eea4a0ef605088c72"),
    (56, "2aba54f0ac632420a2b502431408866e40e1d5e430df4cd822642c78ab2eb9c1"),
    (57, "903284efbf9100e8ba1614ec65eacacad125e03f857cae7acbf8b73b23e0fdfe"),
    (63, "733d3d4ee79ee67145bf73da13588f6f235d37414fc64b14a2f00f1762792f5e"),
    (64, "79322907b3e9d013d7dc2c2f256674dbf733045cde01df3539271c6f5605feb8"),
    (65, "d85c007c6eb440f085afa2b84f6f2bce4658b240e9f62cb1364bf0485a57e720"),
    (111, "b41ae5233b9ec35d8576a032034d2857b667a618c7038714d727d4dae3aa2525"),
    (112, "0949563bc78e5ccd85603fa20368a33ed3d2da0141c8284a3b1515fe4683cdd7"),
    (119, "6c87eedf096b345de205b702e5223b73b447a3207791ded3ea007ba15ed6736e"),
    (120, "42500cf6a1e3936d6b9e0bcfe296d654b63255e525487d3634d0b15fde591c4d"),
    (121, "bfee8850f7dfa42874071a0040ef89a5ac8d70c919224c440bdb63adb65d35e8"),
    (127, "68f6ff710276900c0ffbbc57426f67e00c2e01f0750c7edc25ac06b8ce7a8095"),
    (128, "489d55fea9a73af36b6dd0be7b4117d8e5683386d39544e8a44c99a87f368707"),
    (129, "4e1556b2e9a50a3cc9478f3254727b01065f9ac5d2c3a8b4cd538ae7240bb87d"),
    (183, "d5569223a34f844867a0472755c7e51a0f947e822f876d6c1ef65f980640e968"),
    (184, "8beeb42ffc89512dc989bc554ab51c629498bb00ce29bd0ad136e00ee5024ef9"),
    (1000, "6b0df76627243d095b0c4400cb658b7e804dd03461cc03aee8fc8fe0bcada168"),
  ])
  func `messages around the borders of a block come out`(length: Int, digest: String) {
    #expect(SHA2.digest(pattern(length)).hex == digest)
  }

  /// One digest over all of them, computed with another implementation.
  @Test func `no length below three hundred goes wrong`() {
    let all = (0..<300).flatMap { SHA2.digest(pattern($0)).bytes }

    #expect(SHA2.digest(all).hex == "d5238871a46ac4a1a75ac3fb19d645b0b3b9e5f35f5f720e2b240d605c6b694e")
  }

  @Test func `the short cut for a token equals the general way`() {
    var random = SeededGenerator(seed: 0x5e55_1035)
    let edges = [Bits256(0, 0, 0, 0), Bits256(.max, .max, .max, .max), Bits256(1, 0, 0, 0), Bits256(0, 0, 0, 1)]
    let values = edges + (0..<2000).map { _ in Bits256(random.next(), random.next(), random.next(), random.next()) }

    for value in values where SHA2.digest(of: value) != SHA2.digest(value.bytes) {
      Issue.record("the two ways differ for \(value.hex)")
    }
  }

  private func pattern(_ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + length) }
  }

  private func bytes(_ hex: String) throws -> [UInt8] {
    let digits = Array(hex)
    return try stride(from: 0, to: digits.count, by: 2).map {
      try #require(UInt8(String(digits[$0...$0 + 1]), radix: 16))
    }
  }
}
