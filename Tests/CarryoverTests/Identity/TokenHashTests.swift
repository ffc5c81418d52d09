import Synchronization
import Testing

@testable import Carryover

@Suite("SE-2 token hash")
struct TokenHashTests {
  private let token = SessionToken(
    bits: Bits256(0x0001_0203_0405_0607, 0x0809_0a0b_0c0d_0e0f, 0x1011_1213_1415_1617, 0x1819_1a1b_1c1d_1e1f))
  private let digest = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd"

  @Test func `the digest of a token is the SHA-256 of its 32 bytes`() {
    #expect(TokenHash.builtIn.digest(of: token).description == digest)
  }

  @Test func `a host's SHA-256 is accepted and used`() throws {
    let calls = Mutex(0)
    let hash = try TokenHash { bytes in
      calls.withLock { $0 += 1 }
      return SHA2.digest(bytes).bytes
    }
    let proofs = calls.withLock { $0 }

    #expect(hash.digest(of: token).description == digest)
    #expect(calls.withLock { $0 } == proofs + 1)
  }

  @Test(arguments: Impostor.allCases)
  func `anything that is not SHA-256 is refused`(impostor: Impostor) {
    #expect(throws: TokenHash.NotSHA256()) { try TokenHash(impostor.function) }
  }

  @Test func `a host's function that later loses bytes does not lose the session`() throws {
    let isBroken = Mutex(false)
    let hash = try TokenHash { bytes in
      let answer = SHA2.digest(bytes).bytes
      return isBroken.withLock { $0 } ? Array(answer.dropLast()) : answer
    }
    isBroken.withLock { $0 = true }

    #expect(hash.digest(of: token).description == digest)
  }

  @Test func `the refusal tells a stranger nothing`() {
    let error = TokenHash.NotSHA256()

    #expect(error.status == 500)
    #expect(!error.message.contains("SHA"))
    #expect(error.detail.contains("SHA-256"))
  }
}

/// Functions that a host could hand in by mistake. Each gets some of the examples right, or nearly.
enum Impostor: CaseIterable {
  case identity, empty, sixteenBytes, truncated, extended, reversed, doubled, ofHexadecimalText
  case rightForOneBlockOnly, rightExceptForTheEmptyMessage, rightExceptForATokensLength

  var function: @Sendable ([UInt8]) -> [UInt8] {
    switch self {
    case .identity: { $0 }
    case .empty: { _ in [] }
    case .sixteenBytes: { Array(SHA2.digest($0).bytes.prefix(16)) }
    case .truncated: { SHA2.digest($0).bytes.dropLast() }
    case .extended: { SHA2.digest($0).bytes + [0] }
    case .reversed: { SHA2.digest($0).bytes.reversed() }
    case .doubled: { SHA2.digest(SHA2.digest($0).bytes).bytes }
    case .ofHexadecimalText:
      { bytes in SHA2.digest(bytes.flatMap { Array(String($0, radix: 16).utf8) }).bytes }
    case .rightForOneBlockOnly: { $0.count < 56 ? SHA2.digest($0).bytes : SHA2.digest(Array($0.prefix(55))).bytes }
    case .rightExceptForTheEmptyMessage: { $0.isEmpty ? [] : SHA2.digest($0).bytes }
    case .rightExceptForATokensLength: { $0.count == 32 ? $0 : SHA2.digest($0).bytes }
    }
  }
}
