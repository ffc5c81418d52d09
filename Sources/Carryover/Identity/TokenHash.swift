/// How a token becomes the digest that is stored: SHA-256, by the library itself or by the host.
///
/// The built-in one is fast enough for any server and depends on nothing. A host that must use a certified module hands
/// in that module's function; it cannot choose another algorithm, because digests that are already stored have to stay
/// findable.
public struct TokenHash: Sendable {
  private enum Algorithm: Sendable {
    case builtIn
    case host(@Sendable ([UInt8]) -> [UInt8])
  }

  private let algorithm: Algorithm

  private init(_ algorithm: Algorithm) {
    self.algorithm = algorithm
  }

  /// The library's own SHA-256, which allocates nothing.
  public static let builtIn = TokenHash(.builtIn)

  /// Takes the host's SHA-256, after it has answered four published examples correctly.
  ///
  /// The function is called on every look-up with the raw token, which it must neither keep nor log. An answer of
  /// another length than 32 bytes counts as a failure of that one call and is computed by the library instead.
  public init(_ sha256: @escaping @Sendable ([UInt8]) -> [UInt8]) throws(NotSHA256) {
    for example in Self.examples where sha256(example.message) != example.digest {
      throw NotSHA256()
    }
    self.init(.host(sha256))
  }

  /// The digest under which a token's session is stored.
  package func digest(of token: SessionToken) -> TokenDigest {
    switch algorithm {
    case .builtIn: TokenDigest(bits: SHA2.digest(of: token.bits))
    case .host(let sha256):
      TokenDigest(bits: Bits256(bytes: sha256(token.bits.bytes)) ?? SHA2.digest(of: token.bits))
    }
  }
}

extension TokenHash {
  /// A message with the digest that NIST published for it.
  private struct Example: Sendable {
    let message: [UInt8]
    let digest: [UInt8]

    init(_ message: [UInt8], _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
      self.message = message
      digest = Bits256(a, b, c, d).bytes
    }
  }

  /// The four shapes that tell a wrong function apart: nothing, a part of a block, a token's length, and two blocks.
  private static let examples = [
    Example([], 0xe3b0_c442_98fc_1c14, 0x9afb_f4c8_996f_b924, 0x27ae_41e4_649b_934c, 0xa495_991b_7852_b855),
    Example(
      Array("abc".utf8), 0xba78_16bf_8f01_cfea, 0x4141_40de_5dae_2223, 0xb003_61a3_9617_7a9c, 0xb410_ff61_f200_15ad),
    Example(
      Bits256(0x09fc_1acc_c230_a205, 0xe4a2_08e6_4a8f_2042, 0x91f5_81a1_2756_392d, 0xa4b8_c0cf_5ef0_2b95).bytes,
      0x4f44_c1c7_fbeb_b6f9, 0x6018_29f3_897b_fd65, 0x0c56_fa07_844b_e764, 0x8907_6356_ac18_86a4),
    Example(
      Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      0x248d_6a61_d206_38b8, 0xe5c0_2693_0c3e_6039, 0xa33c_e459_64ff_2167, 0xf6ec_edd4_19db_06c1),
  ]

  /// A function was offered as SHA-256 and gave a wrong answer to a published example.
  public struct NotSHA256: Error, Hashable, Sendable {
    package init() {}
  }
}

extension TokenHash.NotSHA256: ReportableError {
  /// Always `token-hash-not-sha256`.
  public var code: String { "token-hash-not-sha256" }

  /// Tells a stranger nothing: the mistake is in the host's configuration.
  public var message: String { "The service is not set up correctly." }

  /// 500, though it should surface at start-up, before any request.
  public var status: Int { 500 }

  /// Names the argument that was wrong.
  public var detail: String { "The function given to TokenHash does not compute SHA-256." }
}
