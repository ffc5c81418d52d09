/// Cuts a text into pieces, in one pass over its bytes.
///
/// Nothing with a digit gets lost here: what is neither a plain figure nor certainly no quantity becomes a piece that says so.
struct NumberScanner {
  let bytes: [UInt8]
  var place = 0
  var pieces: [NumberPiece] = []

  /// Whether a space, or nothing at all, lies before the place.
  var isApart = true

  /// Quotation marks of one kind that were opened and not closed, so that the closing one is not taken for feet or inches.
  var isQuoted: [UInt8: Bool] = [:]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    pieces.reserveCapacity(bytes.count / 4 + 1)
  }

  mutating func scan() {
    while let byte = byte(at: place) {
      switch byte {
      case 0x20, 0x09:
        place += 1
        isApart = true
      case 0x0A...0x0D:
        add(.mark(.end), bytes: 1)
        isApart = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): scanFigure()
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): scanWord()
      case 0x80...: scanScalar()
      default: scanSign(byte)
      }
    }
  }
}

extension NumberScanner {
  func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  func isDigit(at index: Int) -> Bool { byte(at: index)?.isDigit ?? false }

  func isWordCharacter(at index: Int) -> Bool { byte(at: index).map(CharacterClass.isOfWord) ?? false }

  mutating func add(_ kind: NumberPiece.Kind, bytes count: Int) {
    add(kind, from: place, to: place + count)
  }

  mutating func add(_ kind: NumberPiece.Kind, from start: Int, to end: Int) {
    pieces.append(NumberPiece(kind: kind, range: start..<end, isGlued: !isApart))
    place = end
    isApart = false
  }

  /// Whether a figure ends right before the place.
  var touchesFigure: Bool {
    if !isApart, case .figure? = pieces.last?.kind { true } else { false }
  }

  /// Whether a word or figure ends right before the place.
  var touchesWord: Bool {
    guard !isApart else { return false }
    switch pieces.last?.kind {
    case .figure, .word, .foreignWord, .aside, .unreadable: return true
    case .sign, .mark, nil: return false
    }
  }

  /// The scalar at the place and how many bytes it has. A `String` holds no malformed UTF-8.
  func scalar(at index: Int) -> (Unicode.Scalar, count: Int)? {
    guard let first = byte(at: index) else { return nil }
    let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard count > 1 else { return (Unicode.Scalar(first), 1) }
    var value = UInt32(first) & (0x7F >> UInt32(count))
    for offset in 1..<count { value = value << 6 | UInt32(byte(at: index + offset) ?? 0) & 0x3F }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", count)
  }
}

extension NumberScanner {
  /// Consumes a word of Latin letters, and what identifiers have behind it: `COVID-19`, `v1.2`.
  mutating func scanWord() {
    let start = place
    var letters: [UInt8] = []
    var end = place
    while let (scalar, count) = scalar(at: end) {
      if CharacterClass.isLetter(bytes[end]) {
        letters.append(bytes[end] | 0x20)
      } else if let folded = LatinFold.letters(of: scalar) {
        letters += folded
      } else if !CharacterClass.isSilentInWord(scalar) {
        break
      }
      end += count
    }
    // The French preposition and the English article are two words.
    let isAccentedA = letters == [UInt8(ascii: "a")] && end - start > 1
    let word = isAccentedA ? "à" : String(decoding: letters, as: UTF8.self)
    if bytes[end...].starts(with: "://".utf8) { return add(.aside, from: start, to: addressEnd(from: end)) }
    if let squared = squareEnd(of: word, at: end) {
      return add(.word(word + "2"), from: start, to: squared)
    }
    if isDigit(at: end) {
      if touchesFigure { return add(.unreadable(.form), from: start, to: identifierEnd(from: end)) }
      if !NumberLexicon.standsBeforeDigits(word) { return add(.aside, from: start, to: identifierEnd(from: end)) }
    }
    if let dash = hyphenCount(at: end), isDigit(at: end + dash), !touchesFigure, !NumberLexicon.knows(word) {
      return add(.aside, from: start, to: identifierEnd(from: end + dash))
    }
    add(.word(word), from: start, to: end)
    skipApostrophe()
  }

  /// Where a unit ends that is squared: `m2`, `m²`, `ft^2`.
  private func squareEnd(of word: String, at end: Int) -> Int? {
    let two = UInt8(ascii: "2")
    let squared: Int
    switch byte(at: end) {
    case two where !isWordCharacter(at: end + 1): squared = end + 1
    case UInt8(ascii: "^") where byte(at: end + 1) == two && !isWordCharacter(at: end + 2): squared = end + 2
    case 0xC2 where byte(at: end + 1) == 0xB2: squared = end + 2
    default: return nil
    }
    return NumberLexicon.entry(of: word + "2") == nil ? nil : squared
  }

  /// Where an identifier ends: letters and digits with single signs between them.
  func identifierEnd(from start: Int) -> Int {
    var end = start
    while let (scalar, count) = scalar(at: end) {
      let isSign = scalar.isASCII && CharacterClass.isOfIdentifier(bytes[end]) && isWordCharacter(at: end + 1)
      let isOfWord =
        scalar.isASCII
        ? CharacterClass.isOfWord(bytes[end]) : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      guard isSign || isOfWord else { break }
      end += count
    }
    return end
  }

  /// Where an address ends: at a space.
  private func addressEnd(from start: Int) -> Int {
    var end = start
    while let byte = byte(at: end), byte > 0x20 { end += 1 }
    return end
  }

  /// How many bytes the hyphen at the place has, if there is one.
  func hyphenCount(at index: Int) -> Int? {
    guard let (scalar, count) = scalar(at: index) else { return nil }
    return CharacterClass.dash(scalar) == .hyphen ? count : nil
  }

  /// Takes the apostrophe out of `l'heure` and `don't`; what is left are two words.
  private mutating func skipApostrophe() {
    guard let (scalar, count) = scalar(at: place), scalar == "'" || scalar == "’",
      let (next, _) = self.scalar(at: place + count), LatinFold.letters(of: next) != nil
    else { return }
    place += count
    isApart = true
  }
}

/// What kind of character a byte or a scalar is.
enum CharacterClass {
  static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

  static func isOfWord(_ byte: UInt8) -> Bool { byte.isDigit || isLetter(byte) }

  static func isOfIdentifier(_ byte: UInt8) -> Bool { "-._/:@,'".utf8.contains(byte) }

  /// Accents that stand for themselves, and the soft hyphen.
  static func isSilentInWord(_ scalar: Unicode.Scalar) -> Bool {
    (0x300...0x36F).contains(scalar.value) || scalar.value == 0xAD
  }

  static func dash(_ scalar: Unicode.Scalar) -> NumberPiece.Mark? {
    switch scalar.value {
    case 0x2D, 0x2010, 0x2011, 0xFE63, 0xFF0D: .hyphen
    case 0x2012, 0x2013, 0xFE58: .dash
    case 0x2014, 0x2015: .longDash
    case 0x2212: .minus
    default: nil
    }
  }
}
