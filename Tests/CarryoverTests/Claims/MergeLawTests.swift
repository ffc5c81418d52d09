import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-11 laws of merging, each over 10,000 generated cases")
struct MergeLawTests {
  @Test func `an empty source is identity, and into an empty account everything is copied`() throws {
    try Law.holds({ try $0.mergeCase() }, smaller: \.smaller) { example in
      let nothing = MergeCase(account: example.account, sessions: [DiscoveryContent()], policy: example.policy).merged()
      let copy = MergeCase(account: DiscoveryContent(), sessions: [example.session], policy: example.policy).merged()
      if nothing.content != example.account { return "an empty source changes the account" }
      if nothing.decisions.contains(where: { $0.result != .keptAccount }) {
        return "an empty source brings something in"
      }
      if copy.content != example.session { return "an empty account does not get everything" }
      return nothing.conflicts.isEmpty && copy.conflicts.isEmpty ? nil : "one side alone is in conflict"
    }
  }

  @Test func `merging twice equals merging once, whatever the limits`() throws {
    try Law.holds({ try $0.crampedCase() }, smaller: \.smaller) { example in
      let once = example.merged()
      let twice = MergeCase(
        account: once.content, sessions: example.sessions, policy: example.policy, limits: example.limits
      ).merged()
      if twice.content != once.content { return "merging again changes the content" }
      if twice.decisions.contains(where: \.changesAccount) { return "merging again brings something in" }
      return twice.conflicts == once.conflicts ? nil : "merging again changes the conflicts"
    }
  }

  @Test func `merging content into itself changes nothing`() throws {
    try Law.holds({ try $0.mergeCase() }, smaller: \.smaller) { example in
      let merge = example.account.merging(example.account, policy: example.policy)
      return merge.content == example.account && merge.decisions.allSatisfy { $0.reason == .equal } ? nil : "it changes"
    }
  }

  @Test func `CL-7 no value is lost: content, decisions and conflicts hold all that went in`() throws {
    try Law.holds({ try $0.crampedCase() }, smaller: \.smaller) { example in
      let merge = example.merged()
      var ledger = try MergeLedger(merge.content)
      for decision in merge.decisions {
        try ledger.note(decision.account, of: decision.field)
        try ledger.note(decision.session, of: decision.field)
      }
      if let lost = try MergeLedger(example.account).missing(from: ledger) { return "the account's \(lost) is lost" }
      if let lost = try MergeLedger(example.session).missing(from: ledger) { return "the session's \(lost) is lost" }
      return nil
    }
  }

  @Test func `CL-7 what does not stand is named as losing, open or the same, and what was beaten is named as replaced`()
    throws
  {
    try Law.holds({ try $0.crampedCase() }, smaller: \.smaller) { example in
      let merge = example.merged()
      var accounted = try MergeLedger(merge.content)
      for conflict in merge.conflicts { try accounted.note(conflict.session, of: conflict.field) }
      for decision in merge.decisions {
        try accounted.note(decision.losing, of: decision.field)
        if decision.result == .same {
          try accounted.note(decision.account, of: decision.field)
          try accounted.note(decision.session, of: decision.field)
        }
        if decision.result == .tookSession,
          merge.content.fields[decision.field]?.replaced != (decision.account ?? decision.session?.asReplacing)?.value
        {
          return "\(decision.field) does not say what it replaced"
        }
      }
      let before = try (MergeLedger(example.account), MergeLedger(example.session))
      let lost = before.0.statements.union(before.1.statements).subtracting(accounted.statements)
      return lost.isEmpty ? nil : "nobody says what became of \(lost.map { String(decoding: $0, as: UTF8.self) })"
    }
  }

  @Test func `every field that either side ever set has one decision, in order, and says what stands`() throws {
    try Law.holds({ try $0.crampedCase() }, smaller: \.smaller) { example in
      let merge = example.merged()
      let written = Set(example.account.fields.written).union(example.session.fields.written)
      let decided = merge.decisions.map(\.field)
      if Set(decided) != written || decided.count != written.count { return "not every field is decided once" }
      if zip(decided, decided.dropFirst()).contains(where: { $0 >= $1 }) { return "decisions are not in order" }
      for decision in merge.decisions where merge.content.fields[decision.field] != decision.after {
        return "\(decision.field) does not stand as decided"
      }
      let asked = merge.decisions.filter { $0.result == .conflict }.map(\.field)
      return merge.conflicts.map(\.field) == asked ? nil : "conflicts and decisions differ"
    }
  }

  /// What is compared is what each field says: its value to the byte, its source and its date. What a field records as replaced
  /// tells the way it went, and differs.
  @Test func `CL-10 under newest, furthest and union three sessions merge to the same in every order`() throws {
    try Law.holds {
      let (account, density) = (try $0.content(20), $0.pick([8, 20]))
      let sessions = [try $0.content(density), try $0.content(density), try $0.content(density)]
      let policy = try $0.policy(of: [.newest, .furthest, .union])
      let order = $0.pick([[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
      return MergeCase(account: account, sessions: sessions, policy: policy, order: order)
    } smaller: {
      $0.smaller
    } breaks: { example in
      func fold(_ order: [Int]) throws -> String {
        try JSONText.of(
          order.reduce(example.account) {
            $0.merging(example.sessions[$1], policy: example.policy, limits: .none).content
          }
          .withoutReplaced)
      }
      return try fold([0, 1, 2]) == fold(example.order) ? nil : "order \(example.order) differs"
    }
  }

  @Test func `CL-9 taking a merge back restores the account's content when nothing was written since`() throws {
    try Law.holds({ try $0.crampedCase() }, smaller: \.smaller) { example in
      let merge = example.merged()
      let back = DiscoveryContent.unmerging(merge.decisions, from: merge.content)
      if back.content != example.account { return "the account's content is not restored" }
      return back.kept.isEmpty ? nil : "something is kept"
    }
  }

  @Test func `CL-9 taking a merge back touches nothing that was written since`() throws {
    try Law.holds {
      var example = try $0.mergeCase()
      example.sessions.append(try $0.content(20))
      return example
    } smaller: {
      $0.smaller
    } breaks: { example in
      let merge = example.merged()
      // Later writing, by statements that are newer than all others.
      var since = merge.content
      let written = example.sessions.last?.fields.written ?? []
      for field in written {
        guard let statement = example.sessions.last?.fields[field] else { continue }
        since.edit {
          $0[field] = DiscoveryStatement(
            value: statement.value, source: .account, at: MergeScene.at(9), replaced: statement.replaced)
        }
      }
      let back = DiscoveryContent.unmerging(merge.decisions, from: since)
      for field in written where back.content.fields[field] != since.fields[field] { return "\(field) is touched" }
      for field in example.account.fields.written where !written.contains(field) {
        if back.content.fields[field] != example.account.fields[field] { return "\(field) is not restored" }
      }
      let touched = Set(merge.decisions.filter { $0.changesAccount || $0.result == .conflict }.map(\.field))
      return Set(back.kept) == touched.intersection(written) ? nil : "what is kept is not reported"
    }
  }

  @Test func `SE-5 limits hold after a merge when they held before, and what is cut off would not have fitted`() throws
  {
    try Law.holds({ try $0.crampedCase() }, smaller: \.smaller) { example in
      let merge = example.merged()
      for (name, count, limit) in example.account.counts(against: example.limits) {
        let after = merge.content.counts(against: example.limits).first { $0.name == name }?.count ?? 0
        if count <= limit, after > limit { return "\(name): \(after) is above \(limit)" }
        if count > limit, after > count { return "\(name): \(after) is worse than \(count), which was above \(limit)" }
      }
      for decision in merge.decisions where decision.result == .overLimit {
        let alone = MergeDecision(
          decision.field, account: decision.account, session: decision.session,
          by: example.policy.rule(for: decision.field))
        var larger = merge.content
        larger.edit { $0[decision.field] = alone.result == .conflict ? decision.session : alone.after }
        let fits = larger.counts(against: example.limits).allSatisfy { name, count, limit in
          count <= limit || count <= merge.content.counts(against: example.limits).first { $0.name == name }?.count ?? 0
        }
        if fits { return "\(decision.field) is cut off, though there is room" }
      }
      return nil
    }
  }

  @Test func `merging takes whatever decoding accepts, and writes nothing that decoding refuses`() throws {
    try Law.holds {
      var example = try $0.crampedCase()
      example.sessions.append(try JSONText.read($0.pick(MergeLawTests.strange)))
      if $0.chance(50) { example.sessions.reverse() }
      if $0.chance(20) { example.account = try JSONText.read($0.pick(MergeLawTests.strange)) }
      return example
    } smaller: {
      $0.smaller
    } breaks: { example in
      let merge = example.merged()
      if try JSONText.read(JSONText.of(merge.content)) != merge.content { return "content does not read back" }
      if try JSONText.read(JSONText.of(merge.decisions)) != merge.decisions { return "decisions do not read back" }
      return try JSONText.read(JSONText.of(merge.conflicts)) == merge.conflicts ? nil : "conflicts do not read back"
    }
  }

  private static let visitor = #""source":{"kind":"visitor"}"#

  /// Stored forms that no writing of this library leaves behind, but that decoding accepts.
  private static let strange = [
    #"{"currentQuestionIndex":{"at":"0001-01-01T00:00:00.000Z",\#(visitor)}}"#,
    #"{"currentQuestionIndex":{"at":"9999-12-31T23:59:59.999Z",\#(visitor),"value":9223372036854775807}}"#,
    #"{"answers":{"":{"at":"2026-02-02T02:40:00.000Z",\#(visitor)},"\u0301":{"at":"2026-02-02T02:40:00.000Z",\#(visitor)}}}"#,
    #"{"answers":{"\n\u0001":{"at":"2026-02-02T02:40:00.000Z",\#(visitor)}},"roiInputs":{},"selectedProductIds":[]}"#,
    #"{"answers":{"type":{"at":"2026-02-02T02:40:01.000Z",\#(visitor)}},"timeframe":{"at":"2026-02-02T02:40:01.000Z",\#(visitor)}}"#,
    #"{"selectedProductIds":[{"at":"2026-02-02T02:40:01.000Z",\#(visitor),"value":"p","replaced":"q"}]}"#,
    #"{"selectedProductIds":[{"at":"9999-12-31T23:59:59.999Z",\#(visitor),"replaced":"p"}]}"#,
    #"{"answers":{"caf\u00e9":{"at":"2026-02-02T02:40:01.000Z",\#(visitor)}}}"#,
    #"{"answers":{"cafe\u0301":{"at":"2026-02-02T02:40:02.000Z",\#(visitor)}}}"#,
  ]
}

extension DiscoveryContent {
  /// What counts against each limit, counted here anew.
  fileprivate func counts(against limits: SessionLimits) -> [(name: String, count: Int, limit: Int)] {
    let longest = answers.map { ("answers.\($0.key)", $0.value.value.utf8.count, limits.discovery.answerBytes) }
    return longest + [
      ("answers", answers.count, limits.discovery.answers),
      ("products", selectedProducts.count, limits.discovery.products),
      ("former products", sourcedProducts.count - selectedProducts.count, limits.discovery.products),
      ("timeframe", timeframe?.utf8.count ?? 0, limits.discovery.timeframeBytes), ("bytes", size, limits.bytes),
    ]
  }

  fileprivate var withoutReplaced: DiscoveryContent {
    var fields = fields
    for field in fields.written {
      guard let statement = fields[field], statement.value != nil || field.kind != .products else { continue }
      fields[field] = statement.replacing(nil)
    }
    return DiscoveryContent(fields)
  }
}

extension DiscoveryStatement {
  /// A statement whose value is what this one has replaced.
  fileprivate var asReplacing: DiscoveryStatement { .init(value: replaced, source: source, at: at) }
}
