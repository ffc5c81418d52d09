/// A value that was refused, by the field it was meant for and the rule it broke. Nothing was stored.
///
/// Every check on what a visitor or a host writes ends in this one type, so that a form can show the message beside
/// the field. It never repeats the refused value.
public struct FieldError: Error, Hashable, Sendable {
  /// What was wrong with a value.
  public enum Fault: Hashable, Sendable {
    /// More bytes of UTF-8 than the limit allows.
    case tooLong(maximumBytes: Int)
    /// More entries than the limit allows.
    case tooMany(maximum: Int)
    /// Nested deeper than the limit allows.
    case tooDeep(maximum: Int)
    /// A number outside its bounds; `hint` says what is usually meant.
    case outOfRange(lower: String, upper: String?, hint: String?)
    /// A key or identifier that nothing defines.
    case unknown
    /// Not of the form that the field requires.
    case malformed(expected: String)
  }

  /// The field's path in wire form, such as `answers.facilitySize` or `metadata`.
  public let field: String

  /// The rule that the value broke, with its limit.
  public let fault: Fault

  /// Names the field and the rule it broke.
  public init(_ field: String, _ fault: Fault) {
    self.field = field
    self.fault = fault
  }
}

extension FieldError: ReportableError {
  /// Names the case for programs.
  public var code: String {
    switch fault {
    case .tooLong: "field-too-long"
    case .tooMany: "field-too-many"
    case .tooDeep: "field-too-deep"
    case .outOfRange: "field-out-of-range"
    case .unknown: "field-unknown"
    case .malformed: "field-malformed"
    }
  }

  /// Says it to a stranger.
  public var message: String {
    switch fault {
    case .tooLong(let maximum): "\(field) is longer than \(maximum) bytes."
    case .tooMany(let maximum): "\(field) has more than \(maximum) entries."
    case .tooDeep(let maximum): "\(field) is nested deeper than \(maximum) levels."
    case .outOfRange(let lower, let upper, let hint):
      "\(field) must be "
        + (upper.map { "between \(lower) and \($0)." } ?? "at least \(lower).")
        + (hint.map { " " + $0 } ?? "")
    case .unknown: "\(field) is not known."
    case .malformed(let expected): "\(field) must be \(expected)."
    }
  }

  /// The HTTP status that usually fits.
  public var status: Int { 422 }

  /// Says it to a log.
  public var detail: String { message }
}
