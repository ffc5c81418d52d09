internal import Carryover

/// Keeping what is inside a record.
enum BodyContract: String, ContractTopic {
  static let area = Contract.Area.body

  case layoutIsKept
  case unicodeIsKept
  case escapesAreKept
  case numbersAreKept
  case datesAreKept
  case lengthIsKept

  var terms: Terms {
    switch self {
    case .layoutIsKept:
      Terms(
        "White space, the order of members and repeated members of a body come back as they were.",
        or: "A signature or a digest over what was stored no longer fits."
      ) { bench in
        try await bench.demandKept([
          "{}", "{ }", #"{"b":1,"a":2,"aa":3,"A":4}"#, "{\n  \"b\" : 1 ,\n\t\"a\": [ 1,2 , 3 ]\r\n}", #"{"a":1,"a":2}"#,
          #"{"a":null,"b":{},"c":[],"d":""}"#,
        ])
      }
    case .unicodeIsKept:
      Terms(
        "Every character of a body comes back byte by byte, equivalent spellings apart.",
        or: "Names and messages come back damaged, or no longer equal what was sent."
      ) { bench in
        try await bench.demandKept([
          "{\"a\":\"\u{E9}\",\"b\":\"e\u{301}\"}", "{\"\u{1F600}\":\"\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\"}",
          "{\"a\":\"\u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{202E}x\"}",
          "{\"a\":\"\u{FEFF}\u{FFFD}\u{FFFF}\u{10FFFF}\u{2028}\u{7F}\"}",
          "{\"a\":\"\u{212B}\u{FB01}\u{1E9E}\u{130}\"}",
        ])
      }
    case .escapesAreKept:
      Terms(
        "An escape in a body comes back as the same escape.",
        or: "A body read back differs from what was written, and comparing the two finds changes that nobody made."
      ) { bench in
        try await bench.demandKept([
          #"{"a":"\u0001\u001f\b\f\n\r\t"}"#, #"{"a":"\u00e9\u00E9","b":"\/ \\ \""}"#, #"{"a":"\ud83d\ude00"}"#,
          #"{"\u0061":"''%_$1?\\u0041"}"#,
        ])
      }
    case .numbersAreKept:
      Terms(
        "Numbers of any size and spelling come back digit by digit.",
        or: "An amount is rounded, or an identifier loses its last digits."
      ) { bench in
        try await bench.demandKept([
          #"{"a":9223372036854775807,"b":-9223372036854775808,"c":18446744073709551616}"#,
          #"{"a":1.0,"b":0.10,"c":-0,"d":1e2,"e":1E+02,"f":1e400}"#,
          #"{"a":0.1234567890123456789012345678901234567890}"#,
        ])
      }
    case .datesAreKept:
      Terms(
        "Texts that look like dates come back as they were, milliseconds and zone included.",
        or: "A session expires at another moment than its visitor was told."
      ) { bench in
        try await bench.demandKept([
          #"{"a":"2026-02-03T04:05:06.789Z","b":"2026-02-03T04:05:06.700Z","c":"2026-02-03T04:05:06.000Z"}"#,
          #"{"a":"9999-12-31T23:59:60.999+14:00","b":"0001-01-01","c":"00000000-0000-0000-0000-00000000000A"}"#,
        ])
      }
    case .lengthIsKept:
      Terms(
        "A long body comes back whole, and a short one that replaces it leaves nothing of it behind.",
        or: "Long conversations are cut off in the middle of a character."
      ) { bench in
        let sizes = [255, 256, 1_024, 4_096, 8_192, 65_535, 65_536, 262_144]
        let bodies = sizes.filter { $0 <= bench.store.limits.bytesPerRecord }.map(Bench.body(bytes:))
        try await bench.demandKept(bodies + [#"{"a":1}"#] + bodies.reversed())
      }
    }
  }
}

extension Bench {
  /// A body of exactly so many bytes, most of them in characters of three.
  static func body(bytes: Int) -> String {
    let room = max(0, bytes - #"{"a":""}"#.utf8.count)
    return #"{"a":""# + String(repeating: "x", count: room % 3) + String(repeating: "\u{20AC}", count: room / 3)
      + #""}"#
  }

  /// Writes bodies one over the other and demands each back, by load and by list.
  func demandKept(_ bodies: [String]) async throws {
    let key = try key("a")
    let entry = ShelfEntry(try shelf("s"), order: 1)
    var version: RecordVersion?
    for body in bodies {
      let record = Record(key: key, body: body, entries: [entry])
      try await apply(version.map { .replace(record, $0) } ?? .insert(record))
      let found = try await present(key)
      version = found.version
      try equal("the body loaded", try found.record.body, body)
      let listed = try await walk(ShelfQuery([entry.shelf]))
      try equal("the number of records listed", listed.count, 1)
      try equal("the body listed", try listed.first?.found.record.body ?? "", body)
      try equal("the identity listed", listed.first?.found.record.key.identityText ?? "", key.identityText)
    }
  }
}
