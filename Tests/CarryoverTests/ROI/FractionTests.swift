import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("RO-3 exact numbers, rounded once")
struct FractionTests {
  @Test(arguments: [
    ("0.125", 2, "0.12"), ("0.135", 2, "0.14"), ("0.375", 2, "0.38"), ("2.5", 0, "2"), ("3.5", 0, "4"), ("0.5", 0, "0"),
    ("1.5", 0, "2"), ("0.05", 1, "0"), ("0.15", 1, "0.2"), ("0.99995", 4, "1"), ("0.00005", 4, "0"),
    ("0.00015", 4, "0.0002"), ("1.00005", 4, "1"),
  ])
  func `a number half way between two goes to the even one, above zero and below`(
    text: String, places: Int, rounded: String
  ) throws {
    let number = Fraction(try Figure(text).low)
    let expected = try Figure(rounded).low

    #expect(number.rounded(toPlaces: places) == expected)
    #expect((-number).rounded(toPlaces: places) == -expected)
  }

  @Test(arguments: [
    ("0.12500000000000000001", 2, "0.13"), ("0.12499999999999999999", 2, "0.12"), ("0.994", 2, "0.99"),
    ("0.996", 2, "1"), ("7", 4, "7"), ("0", 2, "0"), ("999999999999999.99", 2, "999999999999999.99"),
    ("123456789012345.6789", 4, "123456789012345.6789"),
  ])
  func `any other number goes to the nearest`(text: String, places: Int, rounded: String) throws {
    let number = Fraction(try Figure(text).low)
    let expected = try Figure(rounded).low

    #expect(number.rounded(toPlaces: places) == expected)
    #expect((-number).rounded(toPlaces: places) == -expected)
  }

  @Test func `what rounds to zero has no sign`() throws {
    let rounded = try #require(Fraction(Figure("-0.004").low).rounded(toPlaces: 2))

    #expect(rounded.sign == .plus)
    #expect(DecimalText.text(rounded) == "0")
  }

  @Test func `a number of more than 15 digits before the point is not rounded but refused`() throws {
    let most = Fraction(try Figure("999999999999999").low)
    let hundredth = Fraction(try Figure("0.01").low)

    #expect((most + 99 * hundredth).rounded(toPlaces: 2) == Decimal(string: "999999999999999.99"))
    #expect((most + 1).rounded(toPlaces: 2) == nil)
    #expect((-most - 1).rounded(toPlaces: 4) == nil)
    // 999,999,999,999,999.995 rounds to the even hundredth, which is one digit longer.
    #expect((most + 99 * hundredth + .half * hundredth).rounded(toPlaces: 2) == nil)
    #expect((most * most * most).rounded(toPlaces: 0) == nil)
    // 2⁶⁴ − ½ hundredths: the last whole number of 64 bits, and a round up behind it.
    #expect((Fraction(.max) * 2 + 1 + .half).rounded(toPlaces: 0) == nil)
  }

  @Test func `sums, products and quotients are exact where Decimal is not`() throws {
    let long = try Figure("999999999999999.99999999999999999999").low
    let number = Fraction(long)

    // Decimal keeps 38 digits of the 70.
    #expect(long * long / long != long)
    #expect((number * number).divided(by: number) == number)
    #expect(Fraction(1).divided(by: 3).map { $0 * 3 } == 1)
    #expect(number * number - number * number == 0)
    #expect((number + 1) * (number - 1) - number * number == -1)
    #expect(Fraction(7).divided(by: 0) == nil)
  }

  @Test func `fractions calculate and compare as whole numbers do`() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let (a, b) = (Int.random(in: -999...999, using: &generator), Int.random(in: -999...999, using: &generator))
      let (c, d) = (Int.random(in: 1...999, using: &generator), Int.random(in: -999 ... -1, using: &generator))
      let left = try #require(Fraction(a).divided(by: Fraction(c)))
      let right = try #require(Fraction(b).divided(by: Fraction(d)))

      #expect((left + right) * Fraction(c * d) == Fraction(a * d + b * c))
      #expect((left - right) * Fraction(c * d) == Fraction(a * d - b * c))
      #expect(left * right * Fraction(c * d) == Fraction(a * b))
      // c × d is below zero, so comparing a ÷ c with b ÷ d turns around.
      #expect((left < right) == (a * d > b * c))
      #expect((left == right) == (a * d == b * c))
    }
  }
}

@Suite("RO-3 whole numbers of any size")
struct NaturalTests {
  @Test func `a product divided by one factor is the other, and a remainder stays`() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<500 {
      let quotient = generator.next() >> Int.random(in: 0..<64, using: &generator)
      var divisor = Natural(generator.next() | 1)
      for _ in 0..<Int.random(in: 0..<6, using: &generator) { divisor = divisor * Natural(generator.next() | 1) }
      let rest = divisor.distance(to: Natural(1))
      let division = try #require((divisor * Natural(quotient) + rest).divided(by: divisor))

      #expect(division.quotient == quotient)
      #expect(division.remainder == rest)
    }
  }

  @Test func `a quotient of more than 64 bits, and one by zero, are refused`() {
    let most = Natural(.max)

    #expect((most * most).divided(by: most)?.quotient == .max)
    #expect((most * most + most).divided(by: most) == nil)
    #expect(most.divided(by: Natural(0)) == nil)
    #expect(Natural(0).divided(by: most)?.quotient == 0)
  }

  @Test func `numbers carry, borrow and compare across their digits`() {
    let most = Natural(.max)

    #expect((most + Natural(1)).distance(to: Natural(1)) == most)
    #expect((most + Natural(1)).bitWidth == 65)
    #expect(most < most + Natural(1))
    #expect(!(most < most))
    #expect(most.distance(to: most).isZero)
    #expect(Natural(0).bitWidth == 0)
    #expect((most * Natural(0)).isZero)
    #expect(Natural.powerOfTen(19) == Natural(10_000_000_000_000_000_000))
    #expect(Natural.powerOfTen(40) == Natural.powerOfTen(19) * Natural.powerOfTen(21))
  }
}

@Suite("RO-3 minor units")
struct MinorUnitTests {
  @Test(arguments: [("USD", 2), ("EUR", 2), ("JPY", 0), ("KRW", 0), ("KWD", 3), ("TND", 3), ("CLF", 4), ("ZZZ", 2)])
  func `an amount has the digits that ISO 4217 gives its currency, and 2 where it does not know the code`(
    code: String, digits: Int
  ) throws {
    #expect(try CurrencyCode(code).minorUnits == digits)
  }

  @Test(arguments: [
    // 12 × 0.1 × 0.01125 = 0.0135
    ("USD", "0.1", "0.01"), ("JPY", "0.1", "0"), ("KWD", "0.1", "0.014"), ("CLF", "0.1", "0.0135"),
    // Half way: 12 × 0.1 × 12.5 × 0.01125 = 0.16875; 100 × 0.135 = 13.5; 11.111… is none.
    ("KWD", "10", "1.35"), ("JPY", "100", "14"), ("JPY", "33.33333333333333333333", "4"),
  ])
  func `money is rounded to its currency's minor units`(code: String, spend: String, rounded: String) throws {
    let inputs = try ROIInputs(utilization: Figure("0.01125"), manualMonthlySpend: MoneyFigure(spend, code))

    #expect(try ROIScenario(.lease(monthlyPayment: nil)).result(for: inputs).yearlyGrossSaving.shown == rounded)
  }
}
