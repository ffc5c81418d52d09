extension FieldError {
  /// Names one entry of a field, as in `answers.facilitySize`.
  ///
  /// The key may be a stranger's, so it is made safe to log.
  package init(_ field: String, entry key: String, _ fault: Fault) {
    self.init(field + "." + key.safeToLog, fault)
  }
}

extension String {
  /// The text cut to 64 characters and without control characters, so that it can neither flood nor forge a line of a log.
  package var safeToLog: String {
    var text = ""
    for scalar in unicodeScalars.prefix(64) {
      text.unicodeScalars.append(scalar.isControl ? "\u{FFFD}" : scalar)
    }
    return text
  }

  /// Whether there is nothing in the text but white space.
  package var isBlank: Bool {
    // Most texts begin with a visible character of ASCII, and Unicode's tables need not be asked.
    if let first = utf8.first, (0x21...0x7E).contains(first) { return false }
    return unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  /// Whether there is a control character in the text.
  package var hasControlCharacters: Bool { unicodeScalars.contains(where: \.isControl) }

  /// What is wrong with the text for every database that cannot hold U+0000.
  package var storableFault: FieldError.Fault? {
    // Over the bytes themselves: the search through the view of a text took a twentieth of an update.
    let hasZero = utf8.withContiguousStorageIfAvailable { $0.contains(0) } ?? utf8.contains(0)
    return hasZero ? .malformed(expected: "text without U+0000") : nil
  }

  /// What is wrong with the text as a value that somebody writes into a field, or nil if nothing is.
  ///
  /// It has at most so many bytes of UTF-8 and no U+0000, and it is not blank, because an empty text would be a value
  /// that looks like none.
  package func writableFault(maximumBytes: Int) -> FieldError.Fault? {
    guard utf8.count <= maximumBytes else { return .tooLong(maximumBytes: maximumBytes) }
    if let fault = storableFault { return fault }
    return isBlank ? .malformed(expected: "text that is not empty; null clears it") : nil
  }

  /// What is wrong with the text as a name that a host gives: it is not blank, has at most so many bytes of UTF-8, and
  /// no control characters.
  package func nameFault(maximumBytes: Int) -> FieldError.Fault? {
    guard utf8.count <= maximumBytes else { return .tooLong(maximumBytes: maximumBytes) }
    guard !isBlank else { return .malformed(expected: "text that is not empty") }
    return hasControlCharacters ? .malformed(expected: "text without control characters") : nil
  }
}

extension Unicode.Scalar {
  /// Whether this is a control character: of the general category Cc, which Unicode promises never to change.
  fileprivate var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}

extension DecodingError {
  /// What decoding throws when the value was read but a rule of its type refuses it.
  package static func refused(_ error: FieldError, at path: [any CodingKey]) -> DecodingError {
    .dataCorrupted(Context(codingPath: path, debugDescription: error.detail, underlyingError: error))
  }
}
