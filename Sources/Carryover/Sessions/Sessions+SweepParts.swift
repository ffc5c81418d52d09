internal import FoundationEssentials

extension Sessions {
  /// Deletes the conversations of a closed session with their messages, bite by bite. Answers whether nothing is left; if somebody
  /// else is at it, the rest is theirs or the next sweep's.
  func removeParts(of session: RecordKey, at now: Date, _ report: inout SweepReport) async throws(StoreTrouble) -> Bool
  {
    let limits = driver.store.limits
    // Beside its parts a bite holds the session, and all of it must fit one load when it is tried again.
    let room = max(1, min(limits.changesPerCommit, limits.keysPerLoad, 500) - 1)
    var fruitless = 0
    while fruitless < 3 {
      let parts = try await driver.reading { (store) async throws(StoreError) in
        try await store.parts(ofSession: session, room: room)
      }
      guard !parts.isEmpty else { return true }
      let bite = RemoveParts(
        session: session, parts: parts.map(\.place.key), now: now, command: surroundings.mint(at: now))
      let removed = try await driver.run(bite, knowing: parts.map { Loaded.Item($0.place.key, $0.found) })
      report.add(removed)
      fruitless = removed.hasEffect ? 0 : fruitless + 1
    }
    return false
  }
}

extension Store {
  /// Some of what was born in a session: messages, and conversations all of whose messages are among them.
  fileprivate func parts(
    ofSession key: RecordKey, room: Int
  ) async throws(StoreError) -> [ShelfPage.Candidate] {
    var place: Place?
    repeat {
      let page = try await list(ShelfQuery([Shelf(.conversations, of: key)]), after: place, limit: room)
      place = page.next
      guard !page.candidates.isEmpty else { continue }
      let shelves = page.candidates.map { Shelf(.messages, of: $0.place.key) }
      var (messages, start): ([ShelfPage.Candidate], Place?) = ([], nil)
      repeat {
        let more = try await list(ShelfQuery(shelves), after: start, limit: room - messages.count)
        messages += more.candidates
        start = more.next
      } while start != nil && messages.count < room
      guard start == nil else { return messages }
      // A conversation takes its extraction log along. Alone in a bite it always finds room.
      let rest = (room - messages.count) / 2
      return messages + page.candidates.prefix(messages.isEmpty ? max(1, rest) : rest)
    } while place != nil
    return []
  }
}

/// Deletes some of what a closed session owns. The session itself is kept, and with it the promise that nothing is added.
struct RemoveParts: Decision {
  let session: RecordKey
  let parts: [RecordKey]
  let now: Date
  let command: CommandID

  var reads: [RecordKey] { [session] + parts + parts.compactMap(\.extractionLog) }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<SweepReport> {
    var report = SweepReport()
    try draft.need(reads)
    for key in parts where try !draft.has(key) && draft.mayHaveChanged(key) {
      // Gone by a lost commit of this bite or by another sweep: any count could be wrong.
      return .uncertain
    }
    guard case .closing = try draft.read(Session.self, session)?.standing else { return .stand(report) }
    for key in parts where try draft.has(key) {
      if key.kind == .conversation, let conversation = try draft.read(Conversation.self, key) {
        draft.emit(
          DomainEvent(
            .conversationRemoved, conversation.id, by: .system, command: command, ordinal: report.conversations,
            at: now, facts: ["messages": "\(conversation.messages)"]))
        report.conversations += 1
      } else {
        report.messages += 1
      }
      draft.delete(key)
      if let log = key.extractionLog { draft.delete(log) }
    }
    return report.hasEffect ? .write(report) : .stand(report)
  }
}
