internal import Carryover

/// Which keys are the same and which are not.
enum IdentityContract: String, ContractTopic {
  static let area = Contract.Area.identity

  case caseMatters
  case unicodeSpellingsAreApart
  case spacesMatter
  case everyByteCounts
  case noCharacterIsSpecial
  case numbersAreText
  case kindsAreApart

  var terms: Terms {
    switch self {
    case .caseMatters:
      Terms(
        "Identities that differ in upper and lower case name different records.",
        or: "Under a case-insensitive collation one account reads and claims what belongs to another."
      ) { bench in
        try await bench.demandApart {
          ["\($0)abc", "\($0)ABC", "\($0)Abc", "\($0)straße", "\($0)STRASSE", "\($0)strasse"]
        }
      }
    case .unicodeSpellingsAreApart:
      Terms(
        "Identities that Unicode calls equivalent name different records.",
        or: "A database that normalises text lets one account pass for another."
      ) { bench in
        try await bench.demandApart {
          ["\($0)\u{E9}", "\($0)e\u{301}", "\($0)e", "\($0)\u{212B}", "\($0)\u{C5}", "\($0)\u{FB01}", "\($0)fi"]
        }
      }
    case .spacesMatter:
      Terms(
        "Spaces before, inside and after an identity are part of it.",
        or: "A padded or trimmed column makes two accounts one."
      ) { bench in
        try await bench.demandApart {
          [$0, "\($0) ", "\($0)  ", " \($0)", "\($0)\t", "\($0)\u{A0}", "\($0) a", "\($0)  a"]
        }
      }
    case .everyByteCounts:
      Terms(
        "Identities of the full length that differ in one byte name different records.",
        or: "A column that is too short, or an index over a prefix, makes two records one."
      ) { bench in
        try await bench.demandApart { run in
          let room = RecordKey.maximumIdentityBytes - run.utf8.count
          let ascii = run + String(repeating: "x", count: room - 1)
          let wide = run + String(repeating: "x", count: room % 4) + String(repeating: "\u{1F600}", count: room / 4 - 1)
          return [ascii + "y", ascii + "z", ascii, wide + "\u{1F600}", wide + "\u{1F601}", wide]
        }
      }
    case .noCharacterIsSpecial:
      Terms(
        "Quotes, wildcards, separators and control characters in an identity are plain text.",
        or: "An identifier chosen by a visitor reads other records, or runs as a statement."
      ) { bench in
        try await bench.demandApart { run in
          [
            "a", "%", "_", "?", "*", "'", "''", "\"", "\\", "\\\\", "/", "//", ":", ";", "--", "#", "$1", "{}", "[]",
            "(", "|", "&", "<",
            "\n", "\r\n", "\u{1}", "\u{7F}", "\u{FEFF}", "\u{200D}", "\u{1F468}\u{200D}\u{1F469}", "\u{5D0}\u{202E}",
            "\u{10FFFF}",
          ].map { "\(run)\($0)x" }
        }
      }
    case .numbersAreText:
      Terms(
        "Identities that look like the same number, or like no value at all, name different records.",
        or: "Account 007 reads what belongs to account 7."
      ) { bench in
        let run = bench.run
        try await bench.demandApart { _ in
          [
            "7.\(run)", "07.\(run)", "007.\(run)", "+7.\(run)", "7.0.\(run)", "7e0.\(run)", "null.\(run)",
            "NULL.\(run)", "true.\(run)",
          ]
        }
      }
    case .kindsAreApart:
      Terms(
        "Records of different kinds with the same identity are different records.",
        or: "A conversation overwrites the session whose identifier it shares."
      ) { bench in
        let probe = try bench.key(identity: bench.run)
        let session = try bench.key(.session, identity: bench.run)
        let version = try await bench.insert(bench.record(session, 1))
        do {
          try await bench.insert(bench.record(probe, 2))
          try bench.equal("the records", try await bench.numbers([session, probe]), [1, 2])
          try await bench.apply(.delete(probe, try await bench.present(probe).version))
          try bench.equal("the records after one was deleted", try await bench.numbers([session, probe]), [1, nil])
          try await bench.apply(.delete(session, version))
        } catch {
          // A body that is no session's must not stay among the sessions.
          _ = await bench.send(Commit([.delete(session, version)]))
          throw error
        }
      }
    }
  }
}

extension Bench {
  /// Demands that each identity has a record of its own, which comes back under exactly that identity.
  func demandApart(_ identities: (_ run: String) -> [String]) async throws {
    let keys = try identities(run).map { try key(identity: $0) }
    for (number, key) in keys.enumerated() {
      let before = try await find(key)
      try demand(
        before == nil, "nothing under \(key) yet", actual: "a record: \(before.map { "\($0.record.key)" } ?? "")")
      try await insert(record(key, number))
    }
    for (number, key) in keys.enumerated() {
      let found = try await present(key)
      try equal("the identity", found.record.key.identityText, key.identityText)
      try equal("the number under \(key)", try self.number(found), number)
    }
    guard let first = keys.first, let last = keys.last else { return }
    try await apply(.delete(first, try await present(first).version))
    try await replace(record(last, keys.count), try await present(last).version)
    let expected: [Int?] = [nil] + (1..<keys.count - 1).map { $0 } + [keys.count]
    try equal("the numbers after the first was deleted and the last replaced", try await numbers(keys), expected)
  }
}
