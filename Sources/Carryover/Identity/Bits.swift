/// 128 bits as two words: what a UUID is made of, without a heap allocation and cheap to hash.
package struct Bits128: Hashable, Sendable, Comparable {
  package var high: UInt64
  package var low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package static func < (a: Bits128, b: Bits128) -> Bool {
    (a.high, a.low) < (b.high, b.low)
  }
}

/// 256 bits as four words: a token, or a digest of one.
package struct Bits256: Hashable, Sendable, Comparable {
  package var words: (UInt64, UInt64, UInt64, UInt64)

  package init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
    words = (a, b, c, d)
  }

  /// Compares without leaving early, so that the time taken tells nothing about where two secrets differ (SC-7).
  package static func == (a: Bits256, b: Bits256) -> Bool {
    var difference = a.words.0 ^ b.words.0
    difference |= a.words.1 ^ b.words.1
    difference |= a.words.2 ^ b.words.2
    difference |= a.words.3 ^ b.words.3
    return difference == 0
  }

  package static func < (a: Bits256, b: Bits256) -> Bool { a.words < b.words }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }

  /// The bits as 32 bytes, most significant first.
  package var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word &>> UInt64($0)) }
    }
  }

  /// Reads exactly 32 bytes, most significant first.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    func word(_ start: Int) -> UInt64 {
      bytes[start..<start + 8].reduce(0) { $0 &<< 8 | UInt64($1) }
    }
    self.init(word(0), word(8), word(16), word(24))
  }
}

/// Lowercase hexadecimal, the only spelling in which the library writes or accepts bits.
package enum Hex {
  /// Appends the sixteen digits of a word.
  package static func append(_ word: UInt64, digits: Int = 16, to text: inout [UInt8]) {
    for index in 0..<digits {
      let nibble = UInt8(truncatingIfNeeded: word &>> UInt64((digits - 1 - index) * 4)) & 0xF
      text.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
    }
  }

  /// The value of a lowercase digit, or nil for any other byte.
  @inline(__always)
  package static func value(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 0x30...0x39: UInt64(byte &- 0x30)
    case 0x61...0x66: UInt64(byte &- 0x57)
    default: nil
    }
  }
}

extension Bits256 {
  /// 64 lowercase hexadecimal digits.
  package var hex: String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    Hex.append(words.0, to: &text)
    Hex.append(words.1, to: &text)
    Hex.append(words.2, to: &text)
    Hex.append(words.3, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads exactly 64 lowercase hexadecimal digits; anything else is nil.
  package init?(hex: some StringProtocol) {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var count = 0
    for byte in hex.utf8 {
      guard count < 64, let value = Hex.value(byte) else { return nil }
      switch count &>> 4 {
      case 0: words.0 = words.0 &<< 4 | value
      case 1: words.1 = words.1 &<< 4 | value
      case 2: words.2 = words.2 &<< 4 | value
      default: words.3 = words.3 &<< 4 | value
      }
      count += 1
    }
    guard count == 64 else { return nil }
    self.init(words.0, words.1, words.2, words.3)
  }
}

extension Bits128 {
  /// The canonical form of a UUID: 36 lowercase characters with four hyphens.
  package var uuidText: String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    Hex.append(high &>> 32, digits: 8, to: &text)
    text.append(0x2D)
    Hex.append(high &>> 16, digits: 4, to: &text)
    text.append(0x2D)
    Hex.append(high, digits: 4, to: &text)
    text.append(0x2D)
    Hex.append(low &>> 48, digits: 4, to: &text)
    text.append(0x2D)
    Hex.append(low, digits: 12, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads the canonical lowercase form; anything else is nil.
  package init?(uuidText: some StringProtocol) {
    var high: UInt64 = 0
    var low: UInt64 = 0
    var position = 0
    for byte in uuidText.utf8 {
      switch position {
      case 8, 13, 18, 23:
        guard byte == 0x2D else { return nil }
      case 0..<18:
        guard let value = Hex.value(byte) else { return nil }
        high = high &<< 4 | value
      case 19..<36:
        guard let value = Hex.value(byte) else { return nil }
        low = low &<< 4 | value
      default: return nil
      }
      position += 1
    }
    guard position == 36 else { return nil }
    self.init(high: high, low: low)
  }
}
