/// A whole number of any size, not below zero.
///
/// A product of figures has more digits than a `Decimal` keeps, and a `Decimal` drops the others in silence. So the return on
/// investment is calculated in these, and a figure becomes a `Decimal` only when it is rounded.
struct Natural: Hashable, Sendable {
  /// The digits to base 2³², the lowest first, without zeros at the high end.
  private var digits: [UInt32]

  init(_ value: UInt64) {
    self.init(normalizing: [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)])
  }

  private init(normalizing digits: [UInt32]) {
    self.digits = digits
    while self.digits.last == 0 { self.digits.removeLast() }
  }

  var isZero: Bool { digits.isEmpty }

  /// How many binary digits the number has.
  var bitWidth: Int {
    digits.last.map { digits.count * UInt32.bitWidth - $0.leadingZeroBitCount } ?? 0
  }

  static func powerOfTen(_ exponent: Int) -> Natural {
    var power = Natural(1)
    for _ in 0..<exponent { power.append(decimalDigit: 0) }
    return power
  }
}

extension Natural: Comparable {
  static func < (a: Natural, b: Natural) -> Bool {
    guard a.digits.count == b.digits.count else { return a.digits.count < b.digits.count }
    for (a, b) in zip(a.digits.reversed(), b.digits.reversed()) where a != b { return a < b }
    return false
  }
}

extension Natural {
  /// Writes one more digit behind the decimal spelling of the number.
  mutating func append(decimalDigit digit: UInt32) {
    var carry = UInt64(digit)
    for index in digits.indices {
      carry += UInt64(digits[index]) * 10
      digits[index] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    if carry > 0 { digits.append(UInt32(truncatingIfNeeded: carry)) }
  }

  static func + (a: Natural, b: Natural) -> Natural {
    let (long, short) = a.digits.count < b.digits.count ? (b.digits, a.digits) : (a.digits, b.digits)
    var sum: [UInt32] = []
    sum.reserveCapacity(long.count + 1)
    var carry: UInt64 = 0
    for (index, digit) in long.enumerated() {
      carry += UInt64(digit) + (index < short.count ? UInt64(short[index]) : 0)
      sum.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    sum.append(UInt32(truncatingIfNeeded: carry))
    return Natural(normalizing: sum)
  }

  /// How far the two are apart: the larger without the smaller.
  func distance(to other: Natural) -> Natural {
    let (long, short) = self < other ? (other.digits, digits) : (digits, other.digits)
    var difference: [UInt32] = []
    difference.reserveCapacity(long.count)
    var borrow: UInt32 = 0
    for (index, digit) in long.enumerated() {
      let (lessOther, first) = digit.subtractingReportingOverflow(index < short.count ? short[index] : 0)
      let (rest, second) = lessOther.subtractingReportingOverflow(borrow)
      difference.append(rest)
      borrow = first || second ? 1 : 0
    }
    return Natural(normalizing: difference)
  }

  static func * (a: Natural, b: Natural) -> Natural {
    var product = [UInt32](repeating: 0, count: a.digits.count + b.digits.count)
    for (i, x) in a.digits.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.digits.enumerated() {
        carry += UInt64(x) * UInt64(y) + UInt64(product[i + j])
        product[i + j] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      product[i + b.digits.count] = UInt32(truncatingIfNeeded: carry)
    }
    return Natural(normalizing: product)
  }

  /// How often the divisor goes into the number, and what is left; nil if that is 2⁶⁴ times or more often.
  func divided(by divisor: Natural) -> (quotient: UInt64, remainder: Natural)? {
    let highest = min(UInt64.bitWidth - 1, max(0, bitWidth - divisor.bitWidth))
    var quotient: UInt64 = 0
    var rest = self
    var part = divisor * Natural(1 << UInt64(highest))
    for _ in 0...highest {
      quotient <<= 1
      if part <= rest {
        rest = rest.distance(to: part)
        quotient |= 1
      }
      part.halve()
    }
    return rest < divisor ? (quotient, rest) : nil
  }

  private mutating func halve() {
    var carry: UInt32 = 0
    for index in digits.indices.reversed() {
      let digit = digits[index]
      digits[index] = digit >> 1 | carry
      carry = digit << 31
    }
    if digits.last == 0 { digits.removeLast() }
  }
}
