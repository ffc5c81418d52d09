extension NumberScanner {
  /// Consumes one character of ASCII that is no letter, digit or space.
  mutating func scanSign(_ byte: UInt8) {
    let isBeforeDigit = isDigit(at: place + 1)
    switch Unicode.Scalar(byte) {
    case "$": add(.sign(.dollar), bytes: 1)
    case "%": add(.sign(.percent), bytes: 1)
    case "~": add(touchesFigure ? .unreadable(.form) : .sign(.approximately), bytes: 1)
    case "<", ">": addComparison(byte)
    case "-": add(.mark(.hyphen), bytes: 1)
    case "/": add(isBeforeDigit ? .unreadable(.form) : .mark(.slash), bytes: 1)
    case "+": add(isBeforeDigit ? .unreadable(touchesFigure ? .form : .sign) : .mark(.plus), bytes: 1)
    case ".": scanStop()
    case ",": add(isBeforeDigit && isApart ? .unreadable(.form) : .mark(.comma), bytes: 1)
    case ":": add(.mark(.colon), bytes: 1)
    case "=": add(.mark(.equals), bytes: 1)
    case "(", "[", "{": add(.mark(.open), bytes: 1)
    case ")", "]", "}": add(.mark(.close), bytes: 1)
    case ";", "!", "?": add(.mark(.end), bytes: 1)
    case "'", "\"": addQuote(byte)
    case "#", "@", "^",
      "\\" where isBeforeDigit:
      add(.unreadable(.label), bytes: 1)
    default:
      let isJoint = touchesWord && isWordCharacter(at: place + 1)
      add(isJoint ? .unreadable(.form) : .mark(.other), bytes: 1)
    }
  }

  private mutating func addComparison(_ byte: UInt8) {
    let count = self.byte(at: place + 1) == UInt8(ascii: "=") ? 2 : 1
    add(.sign(byte == UInt8(ascii: "<") ? .atMost : .atLeast), bytes: count)
  }

  /// A point before digits begins a figure, belongs to an abbreviation, or makes no sense.
  private mutating func scanStop() {
    guard isDigit(at: place + 1) else { return add(.mark(.stop), bytes: 1) }
    guard touchesWord || isAfterStop else { return scanFigure() }
    if case .word(let word)? = pieces.last?.kind, NumberLexicon.entry(of: word)?.isAbbreviation == true {
      return add(.mark(.stop), bytes: 1)
    }
    add(.unreadable(.form), bytes: 1)
  }

  private var isAfterStop: Bool {
    guard !isApart, case .mark(let mark)? = pieces.last?.kind else { return false }
    return mark != .open && mark != .colon && mark != .equals && !mark.isDash
  }

  /// Behind a figure, a quotation mark that closes nothing means feet or inches.
  private mutating func addQuote(_ byte: UInt8) {
    let isOpen = isQuoted[byte, default: false]
    add(touchesFigure && !isOpen ? .unreadable(.unit) : .mark(.other), bytes: 1)
    isQuoted[byte] = !isOpen
  }
}

extension NumberScanner {
  /// Consumes one scalar beyond ASCII, or a word that begins with it.
  mutating func scanScalar() {
    guard let (scalar, count) = scalar(at: place) else { return }
    if LatinFold.letters(of: scalar) != nil { return scanWord() }
    if let dash = CharacterClass.dash(scalar) { return add(.mark(dash), bytes: count) }
    switch scalar {
    case "€": add(.sign(.currency(CurrencyCode(unchecked: "EUR"))), bytes: count)
    case "£": add(.sign(.currency(CurrencyCode(unchecked: "GBP"))), bytes: count)
    case "₹": add(.sign(.currency(CurrencyCode(unchecked: "INR"))), bytes: count)
    case "≈", "≃", "∼": add(touchesFigure ? .unreadable(.form) : .sign(.approximately), bytes: count)
    case "≤": add(.sign(.atMost), bytes: count)
    case "≥": add(.sign(.atLeast), bytes: count)
    case "％": add(.sign(.percent), bytes: count)
    case "‰", "‱": add(.unreadable(touchesFigure ? .form : .unit), bytes: count)
    case "’": scanCurlyQuote(count)
    case "‘", "‚":
      isQuoted[UInt8(ascii: "'")] = true
      add(.mark(.other), bytes: count)
    case "…", "\u{85}", "\u{2028}", "\u{2029}": add(.mark(.end), bytes: count)
    default: scanOther(scalar, count)
    }
  }

  private mutating func scanCurlyQuote(_ count: Int) {
    let isOpen = isQuoted[UInt8(ascii: "'"), default: false]
    add(touchesFigure && !isOpen ? .unreadable(.unit) : .mark(.other), bytes: count)
    isQuoted[UInt8(ascii: "'")] = false
  }

  private mutating func scanOther(_ scalar: Unicode.Scalar, _ count: Int) {
    let properties = scalar.properties
    if properties.isWhitespace {
      place += count
      isApart = true
    } else if let numeric = properties.numericType {
      let isFraction = numeric == .numeric && properties.numericValue.map { $0 != $0.rounded() } ?? false
      addRun(.unreadable(isFraction ? .fraction : .form)) { $0.properties.numericType != nil }
    } else if properties.isAlphabetic {
      addRun(touchesFigure ? .unreadable(.form) : .foreignWord) {
        $0.properties.isAlphabetic && LatinFold.letters(of: $0) == nil
      }
    } else {
      scanSymbol(properties.generalCategory, count)
    }
  }

  private mutating func scanSymbol(_ category: Unicode.GeneralCategory, _ count: Int) {
    let touchesDigits = touchesFigure || isDigit(at: place + count)
    switch category {
    case .format, .nonspacingMark, .enclosingMark, .spacingMark:
      // What cannot be seen must not hide between digits. Elsewhere it changes nothing.
      if touchesDigits { add(.unreadable(.form), bytes: count) } else { place += count }
    case .currencySymbol: add(.sign(.unclearCurrency), bytes: count)
    case .mathSymbol, .otherPunctuation, .otherSymbol:
      add(touchesDigits && count < 4 ? .unreadable(.form) : .mark(.other), bytes: count)
    default: add(.mark(.other), bytes: count)
    }
  }

  private mutating func addRun(_ kind: NumberPiece.Kind, while isOfRun: (Unicode.Scalar) -> Bool) {
    var end = place
    while let (scalar, count) = scalar(at: end), isOfRun(scalar) { end += count }
    add(kind, from: place, to: end)
  }
}
