/// SHA-256 (FIPS 180-4), which turns a token into the digest that is stored.
///
/// It is written here because the library depends on nothing. The sixteen words of a block live in a tuple and every
/// round is inlined, so that a look-up by token allocates nothing.
package enum SHA2 {
  /// The digest of any bytes.
  package static func digest(_ bytes: [UInt8]) -> Bits256 {
    var state = State.initial
    var start = 0
    while bytes.count - start >= 64 {
      state.absorb(block(bytes[start..<start + 64]))
      start += 64
    }
    for padded in padding(after: bytes[start...], of: bytes.count) {
      state.absorb(padded)
    }
    return state.bits
  }

  /// The digest of a value's 32 bytes, most significant first.
  ///
  /// Equal to ``digest(_:)`` of ``Bits256/bytes``. Every session look-up comes through here, so the one padded block
  /// is put together from the words directly.
  package static func digest(of value: Bits256) -> Bits256 {
    let (a, b, c, d) = value.words
    var state = State.initial
    state.absorb(
      (
        a.upper, a.lower, b.upper, b.lower, c.upper, c.lower, d.upper, d.lower,
        0x8000_0000, 0, 0, 0, 0, 0, 0, 256
      )
    )
    return state.bits
  }

  fileprivate typealias Block = (
    UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32,
    UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32
  )

  /// Reads 64 bytes as big-endian words.
  private static func block(_ bytes: ArraySlice<UInt8>) -> Block {
    func word(_ index: Int) -> UInt32 {
      let start = bytes.startIndex + index * 4
      return UInt32(bytes[start]) &<< 24 | UInt32(bytes[start + 1]) &<< 16
        | UInt32(bytes[start + 2]) &<< 8 | UInt32(bytes[start + 3])
    }
    return (
      word(0), word(1), word(2), word(3), word(4), word(5), word(6), word(7),
      word(8), word(9), word(10), word(11), word(12), word(13), word(14), word(15)
    )
  }

  /// The last one or two blocks: what is left over, a one bit, zeros, and the length of the whole in bits.
  private static func padding(after rest: ArraySlice<UInt8>, of count: Int) -> [Block] {
    var last = Array(rest) + [0x80]
    let zeros = (last.count <= 56 ? 56 : 120) - last.count
    last += repeatElement(0, count: zeros)
    let bits = UInt64(count) * 8
    last += stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits &>> UInt64($0)) }
    return stride(from: 0, to: last.count, by: 64).map { block(last[$0..<$0 + 64]) }
  }
}

extension UInt64 {
  fileprivate var upper: UInt32 { UInt32(truncatingIfNeeded: self &>> 32) }
  fileprivate var lower: UInt32 { UInt32(truncatingIfNeeded: self) }
}

/// The eight working words, with the names that the standard gives them.
private struct State {
  var a, b, c, d, e, f, g, h: UInt32

  static var initial: State {
    State(
      a: 0x6a09_e667, b: 0xbb67_ae85, c: 0x3c6e_f372, d: 0xa54f_f53a,
      e: 0x510e_527f, f: 0x9b05_688c, g: 0x1f83_d9ab, h: 0x5be0_cd19
    )
  }

  var bits: Bits256 {
    func word(_ upper: UInt32, _ lower: UInt32) -> UInt64 { UInt64(upper) &<< 32 | UInt64(lower) }
    return Bits256(word(a, b), word(c, d), word(e, f), word(g, h))
  }

  /// The compression function: 64 rounds over a block, then the sum with what was there before.
  @inline(__always)
  mutating func absorb(_ block: SHA2.Block) {
    let before = self
    var schedule = block
    sixteenRounds(
      schedule,
      (
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174
      )
    )
    advance(&schedule)
    sixteenRounds(
      schedule,
      (
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967
      )
    )
    advance(&schedule)
    sixteenRounds(
      schedule,
      (
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070
      )
    )
    advance(&schedule)
    sixteenRounds(
      schedule,
      (
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2
      )
    )
    a &+= before.a
    b &+= before.b
    c &+= before.c
    d &+= before.d
    e &+= before.e
    f &+= before.f
    g &+= before.g
    h &+= before.h
  }

  /// A quarter of the compression: the words of the schedule, each with its constant.
  @inline(__always)
  mutating func sixteenRounds(_ w: SHA2.Block, _ k: SHA2.Block) {
    round(w.0 &+ k.0)
    round(w.1 &+ k.1)
    round(w.2 &+ k.2)
    round(w.3 &+ k.3)
    round(w.4 &+ k.4)
    round(w.5 &+ k.5)
    round(w.6 &+ k.6)
    round(w.7 &+ k.7)
    round(w.8 &+ k.8)
    round(w.9 &+ k.9)
    round(w.10 &+ k.10)
    round(w.11 &+ k.11)
    round(w.12 &+ k.12)
    round(w.13 &+ k.13)
    round(w.14 &+ k.14)
    round(w.15 &+ k.15)
  }

  /// One round. The words change their names and stay where they are: inlined, the moves below cost nothing.
  @inline(__always)
  mutating func round(_ input: UInt32) {
    let choice = g ^ (e & (f ^ g))
    let majority = (a & b) | (c & (a | b))
    let first = h &+ rotated(e, 6, 11, 25) &+ choice &+ input
    let second = rotated(a, 2, 13, 22) &+ majority
    (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
  }
}

@inline(__always)
private func rotated(_ x: UInt32, _ i: UInt32, _ j: UInt32, _ k: UInt32) -> UInt32 {
  right(x, i) ^ right(x, j) ^ right(x, k)
}

@inline(__always)
private func right(_ x: UInt32, _ places: UInt32) -> UInt32 {
  x &>> places | x &<< (32 &- places)
}

/// The next sixteen words of the message schedule, in place.
@inline(__always)
private func advance(_ w: inout SHA2.Block) {
  @inline(__always)
  func extend(_ word: inout UInt32, _ near: UInt32, _ middle: UInt32, _ far: UInt32) {
    word &+= right(near, 7) ^ right(near, 18) ^ near &>> 3
    word &+= middle
    word &+= right(far, 17) ^ right(far, 19) ^ far &>> 10
  }
  extend(&w.0, w.1, w.9, w.14)
  extend(&w.1, w.2, w.10, w.15)
  extend(&w.2, w.3, w.11, w.0)
  extend(&w.3, w.4, w.12, w.1)
  extend(&w.4, w.5, w.13, w.2)
  extend(&w.5, w.6, w.14, w.3)
  extend(&w.6, w.7, w.15, w.4)
  extend(&w.7, w.8, w.0, w.5)
  extend(&w.8, w.9, w.1, w.6)
  extend(&w.9, w.10, w.2, w.7)
  extend(&w.10, w.11, w.3, w.8)
  extend(&w.11, w.12, w.4, w.9)
  extend(&w.12, w.13, w.5, w.10)
  extend(&w.13, w.14, w.6, w.11)
  extend(&w.14, w.15, w.7, w.12)
  extend(&w.15, w.0, w.8, w.13)
}
