import Carryover
import CarryoverTesting

extension NaiveStore {
  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    if flaw != .boundlessLoad { try check { () throws(StoreError) in try limits.check(load: keys) } }
    if flaw == .brokenByCancellation {
      await window()
      if Task.isCancelled { throw .failed("interrupted") }
    }
    var keys = keys
    switch flaw {
    case .emptyLoad where keys.isEmpty: throw .failed("no parameters")
    case .cutLoad: keys = Array(keys.prefix(50))
    case .sortedAnswers: keys.sort()
    case .singleAnswers: keys = keys.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    default: break
    }
    guard flaw == .tornLoad || flaw == .lateTarget else {
      return state.with { state in
        defer { state.replica = state.rows }
        let answers = self.answers(keys, in: state)
        return Loaded(answers.map(\.item) + targets(of: answers, in: state))
      }
    }
    var answers: [Answer] = []
    for part in flaw == .tornLoad ? keys.map({ [$0] }) : [keys] {
      answers += state.with { self.answers(part, in: $0) }
      await window()
    }
    return Loaded(answers.map(\.item) + state.with { [answers] in targets(of: answers, in: $0) })
  }

  /// An item with the record that it leads to.
  private struct Answer {
    var item: Loaded.Item
    var target: RecordKey?
  }

  private func answers(_ keys: [RecordKey], in state: State) -> [Answer] {
    let rows = flaw == .staleLoad ? state.replica : state.rows
    var answers: [Answer] = []
    for key in keys {
      var row = rows[column(key)]
      switch flaw {
      case .emptyIsAbsent where row?.body == "{}": row = nil
      case .loadsWithoutExpired where row?.record.isPast == true: row = nil
      case .silentAbsence where row == nil: continue
      default: break
      }
      answers.append(Answer(item: Loaded.Item(key, row?.found), target: row?.record.target))
    }
    return answers
  }

  /// The records that those found lead to.
  private func targets(of answers: [Answer], in state: State) -> [Loaded.Item] {
    let targets = self.answers(answers.compactMap(\.target), in: state)
    return switch flaw {
    case .forgottenTarget: []
    case .followedTarget: (targets + self.answers(targets.compactMap(\.target), in: state)).map(\.item)
    case .omittedTarget: targets.map(\.item).filter { $0.found != nil }
    default: targets.map(\.item)
    }
  }
}

extension NaiveStore {
  /// Makes the check of a limit, and says what a flaw says of it.
  func check(_ limit: () throws(StoreError) -> Void) throws(StoreError) {
    do {
      try limit()
    } catch {
      throw flaw == .namelessLimit ? .failed("too large") : error
    }
  }
}
