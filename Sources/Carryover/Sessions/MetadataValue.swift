public import FoundationEssentials

/// A JSON value that metadata can hold: anything but null, which clears.
public indirect enum MetadataValue: Hashable, Sendable {
  /// A text.
  case text(String)
  /// A number, kept as exactly as a decimal can.
  case number(Decimal)
  /// True or false.
  case flag(Bool)
  /// Values in order.
  case list([MetadataValue])
  /// Values by key.
  case object([String: MetadataValue])
}

extension MetadataValue {
  /// The deepest nesting that any limit can allow, so that no input decides how deep the library recurses.
  static var maximumDepth: Int { 32 }

  /// The length of the value as compact JSON, escapes not counted.
  var size: Int {
    switch self {
    case .text(let text): text.utf8.count + 2
    case .number(let number): number.description.utf8.count
    case .flag(let flag): flag ? 4 : 5
    case .list(let values): values.reduce(1 + max(values.count, 1)) { $0 + $1.size }
    case .object(let members): members.reduce(1 + max(members.count, 1)) { $0 + $1.key.utf8.count + 3 + $1.value.size }
    }
  }

  /// The first rule that the value breaks, or nil. It never looks deeper than the limit and one level more.
  func fault(_ limits: MetadataLimits, level: Int = 1) -> FieldError.Fault? {
    let maximum = min(limits.depth, Self.maximumDepth)
    guard level <= maximum else { return .tooDeep(maximum: maximum) }
    switch self {
    case .text(let text): return text.storableFault
    case .number(let number): return number.isNaN ? .malformed(expected: "a number") : nil
    case .flag: break
    case .list(let values):
      for value in values {
        if let fault = value.fault(limits, level: level + 1) { return fault }
      }
    case .object(let members):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        if let fault = limits.fault(ofKey: key) ?? value.fault(limits, level: level + 1) { return fault }
      }
    }
    return nil
  }
}

extension MetadataLimits {
  /// What is wrong with a key, of an entry or of a member, or nil if nothing is.
  func fault(ofKey key: String) -> FieldError.Fault? {
    guard !key.isEmpty else { return .malformed(expected: "under a key that is not empty") }
    return key.utf8.count > keyBytes ? .tooLong(maximumBytes: keyBytes) : key.storableFault
  }
}

extension MetadataValue: Codable {
  /// Reads any JSON value but null, nested no deeper than any limit could allow.
  public init(from decoder: any Decoder) throws {
    try decoder.checkMetadataDepth()
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "metadata holds no null")
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let number = try? container.decode(Decimal.self) {
      self = .number(number)
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if (try? decoder.unkeyedContainer()) != nil {
      self = .list(try container.decode([MetadataValue].self))
    } else {
      self = .object(try container.decode([String: MetadataValue].self))
    }
  }

  /// Writes the JSON value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number) where number.isNaN:
      throw EncodingError.invalidValue(
        number, EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "not a number"))
    case .number(let number): try container.encode(number)
    case .flag(let flag): try container.encode(flag)
    case .list(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}

extension Decoder {
  /// Stops decoding before hostile nesting can exhaust the stack. The bound counts the path to the metadata too and is
  /// therefore wider than any limit; the limits themselves are checked on the value.
  func checkMetadataDepth() throws {
    guard codingPath.count <= 2 * MetadataValue.maximumDepth else {
      throw DecodingError.refused(
        FieldError("metadata", .tooDeep(maximum: MetadataValue.maximumDepth)), at: Array(codingPath.prefix(8)))
    }
  }
}
