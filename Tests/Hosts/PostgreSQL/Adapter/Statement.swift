internal import CLibPQ
internal import Carryover

/// The statements, prepared once for each connection.
enum Statement: String, CaseIterable {
  case version = "SELECT max(version) FROM carryover.schema_version"
  case load = "SELECT * FROM carryover.load($1)"
  case commit = "SELECT * FROM carryover.commit($1, $2, $3, $4, $5, $6, $7)"
  case listUp = "SELECT * FROM carryover.list_up($1, $2, $3, $4, $5)"
  case listDown = "SELECT * FROM carryover.list_down($1, $2, $3, $4, $5)"
  case feed = "SELECT * FROM carryover.feed($1, $2)"

  /// Plans are made once and by index: one made while a table was small must not outlive that.
  static let settings = """
    SET default_transaction_isolation = 'read committed'; SET lock_timeout = '2s'; SET statement_timeout = '10s';
    SET plan_cache_mode = force_generic_plan; SET jit = off;
    SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
    """

  /// What a connection lost in the middle means. Nothing hangs on the answer to a read.
  var ifLost: StoreError { self == .commit ? .unknown : .busy }
}

extension String {
  /// The text form of an array, which is a parameter like any other.
  init(array elements: [String?]) {
    let parts = elements.map { element -> [UInt8] in
      guard let element else { return Array("NULL".utf8) }
      // Byte by byte: a quote with a combining mark behind it is another character, and still a quote to the server.
      return element.utf8.reduce(into: [0x22]) { bytes, byte in
        if byte == 0x22 || byte == 0x5C { bytes.append(0x5C) }
        bytes.append(byte)
      } + [0x22]
    }
    self.init(decoding: [0x7B] + parts.joined(separator: [0x2C]) + [0x7D], as: UTF8.self)
  }
}

/// The answer to a statement, or the error.
final class Rows: @unchecked Sendable {  // A result never changes once libpq has handed it out.
  private let result: OpaquePointer?

  init(_ result: OpaquePointer?) { self.result = result }
  deinit { PQclear(result) }

  var indices: Range<Int32> { 0..<PQntuples(result) }

  func text(_ row: Int32, _ column: Int32) -> String? {
    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return nil }
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
    return String(decoding: bytes, as: UTF8.self)
  }

  func number(_ row: Int32, _ column: Int32) -> Int64? { text(row, column).flatMap { Int64($0) } }

  /// A field of an error, by its letter in the protocol: V severity, C code, M message.
  func field(_ letter: Unicode.Scalar) -> String? {
    PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
  }
}
