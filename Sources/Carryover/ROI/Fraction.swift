import FoundationEssentials

/// An exact number: a fraction of two whole numbers, in no particular terms.
///
/// Sums, products and quotients of fractions are exact, so nothing is rounded on the way to a figure of the return on investment.
struct Fraction: Sendable {
  private let isNegative: Bool
  private let numerator: Natural
  /// Above zero.
  private let denominator: Natural

  private init(isNegative: Bool, _ numerator: Natural, over denominator: Natural) {
    self.isNegative = isNegative && !numerator.isZero
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The number that the decimal is, digit by digit.
  init(_ decimal: Decimal) {
    var numerator = Natural(0)
    var denominator = Natural(1)
    var isPastPoint = false
    for byte in DecimalText.text(decimal).utf8 {
      if byte == UInt8(ascii: ".") { isPastPoint = true }
      guard byte >= UInt8(ascii: "0") else { continue }
      numerator.append(decimalDigit: UInt32(byte - UInt8(ascii: "0")))
      if isPastPoint { denominator.append(decimalDigit: 0) }
    }
    self.init(isNegative: decimal < 0, numerator, over: denominator)
  }
}

extension Fraction: ExpressibleByIntegerLiteral {
  init(integerLiteral value: Int) { self.init(value) }

  init(_ value: Int) {
    self.init(isNegative: value < 0, Natural(UInt64(value.magnitude)), over: Natural(1))
  }
}

extension Fraction: Comparable {
  static func == (a: Fraction, b: Fraction) -> Bool {
    a.isNegative == b.isNegative && a.numerator * b.denominator == b.numerator * a.denominator
  }

  static func < (a: Fraction, b: Fraction) -> Bool {
    guard a.isNegative == b.isNegative else { return a.isNegative }
    let (left, right) = (a.numerator * b.denominator, b.numerator * a.denominator)
    return a.isNegative ? right < left : left < right
  }
}

extension Fraction {
  static prefix func - (a: Fraction) -> Fraction {
    Fraction(isNegative: !a.isNegative, a.numerator, over: a.denominator)
  }

  static func + (a: Fraction, b: Fraction) -> Fraction {
    let (left, right) = (a.numerator * b.denominator, b.numerator * a.denominator)
    let denominator = a.denominator * b.denominator
    if a.isNegative == b.isNegative { return Fraction(isNegative: a.isNegative, left + right, over: denominator) }
    return Fraction(
      isNegative: left < right ? b.isNegative : a.isNegative, left.distance(to: right), over: denominator)
  }

  static func - (a: Fraction, b: Fraction) -> Fraction { a + -b }

  static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(
      isNegative: a.isNegative != b.isNegative, a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  /// The quotient; nil if the divisor is zero.
  func divided(by divisor: Fraction) -> Fraction? {
    guard !divisor.numerator.isZero else { return nil }
    return Fraction(
      isNegative: isNegative != divisor.isNegative, numerator * divisor.denominator,
      over: denominator * divisor.numerator)
  }

  static let half = Fraction(isNegative: false, Natural(1), over: Natural(2))
  static let twelfth = Fraction(isNegative: false, Natural(1), over: Natural(12))
}

extension Fraction {
  /// The nearest number with at most so many digits after the point, of two that are equally near the one whose last digit is even.
  ///
  /// Nil if it has more than 15 digits before the point: figures that come out have the bounds of figures that go in. At most 4
  /// places are asked for, so whatever is within the bounds fits into 64 bits and into a `Decimal`.
  func rounded(toPlaces places: Int) -> Decimal? {
    let bound = Natural.powerOfTen(DecimalText.maximumIntegerDigits + places)
    let scaled = numerator * Natural.powerOfTen(places)
    guard let (floor, remainder) = scaled.divided(by: denominator), Natural(floor) < bound else { return nil }
    let twice = remainder + remainder
    let isRoundedUp = twice == denominator ? !floor.isMultiple(of: 2) : denominator < twice
    let nearest = floor + (isRoundedUp ? 1 : 0)
    guard Natural(nearest) < bound else { return nil }
    return Decimal(sign: isNegative && nearest > 0 ? .minus : .plus, exponent: -places, significand: Decimal(nearest))
  }
}
