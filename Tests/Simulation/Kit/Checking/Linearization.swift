package import Carryover

/// Looks for an order of a history's operations that is a run of the model: the search of Wing and Gong, with the memory of Lowe.
///
/// Between its invocation and its answer every operation takes effect at one moment. One that gave no answer may take
/// effect at any later time, or never. The feed must name the changes of each session in the same order, and what is
/// stored at the end must be where the model ends.
package struct Linearization {
  /// What was really there when everything was over.
  package struct Ending: Hashable, Sendable {
    package var sessions: [Session.ID: Seen]
    package var mannedPosts: Set<Post>
    /// The feed, by session.
    package var events: [Session.ID: [Model.Event]]

    package init(sessions: [Session.ID: Seen], mannedPosts: Set<Post>, events: [Session.ID: [Model.Event]]) {
      self.sessions = sessions
      self.mannedPosts = mannedPosts
      self.events = events
    }
  }

  /// What the search came to.
  package enum Finding: Sendable {
    case linearizable
    /// No order explains the history. Says where the longest attempt got stuck.
    case impossible(String)
    /// Too many orders to try them all.
    case undecided
  }

  private let entries: [Entry]
  private let ending: Ending
  private let start: Model
  private let answered: UInt128
  private let eventCount: Int
  private var budget: Int
  private var failed: Set<State> = []
  private var deepest: State?

  /// A partial order: which entries are done, what sweeps have removed, and where the model is.
  private struct State: Hashable {
    var done: UInt128 = 0
    var removed: [Int: Removed] = [:]
    var emitted = 0
    var model: Model
  }

  private struct Removed: Hashable {
    var sessions = 0
    var tokenSlots = 0
  }

  package init(_ entries: [Entry], from start: Model, to ending: Ending, budget: Int = 300_000) {
    precondition(entries.count <= UInt128.bitWidth, "a history has at most \(UInt128.bitWidth) entries")
    self.entries = entries
    self.ending = ending
    self.start = start
    self.budget = budget
    answered = entries.indices.reduce(0) { entries[$1].responded == nil ? $0 : $0 | 1 << $1 }
    eventCount = ending.events.values.reduce(0) { $0 + $1.count }
  }

  /// Runs the search.
  package mutating func check() -> Finding {
    if search(State(model: start)) { return .linearizable }
    return budget <= 0 ? .undecided : .impossible(explanation)
  }
}

extension Linearization {
  private mutating func search(_ start: State) -> Bool {
    var state = start
    settle(&state)
    if isOver(state) { return true }
    guard budget > 0 else { return false }
    budget -= 1
    if deepest.map({ $0.done.nonzeroBitCount <= state.done.nonzeroBitCount }) ?? true { deepest = state }
    guard !failed.contains(state) else { return false }
    for next in successors(of: state) where search(next) { return true }
    failed.insert(state)
    return false
  }

  private func isOver(_ state: State) -> Bool {
    state.done & answered == answered && state.emitted == eventCount && state.model.sessions == ending.sessions
      && state.model.mannedPosts == ending.mannedPosts
  }

  /// Takes every entry that fits here and changes nothing. That never spoils another order: it could stand at any later
  /// place just as well.
  private func settle(_ state: inout State) {
    var isMoving = true
    while isMoving {
      isMoving = false
      let horizon = horizon(of: state)
      for (index, entry) in entries.enumerated() where isNext(index, in: state, horizon) {
        guard let outcome = entry.outcome else { continue }
        if case .sweep = entry.request {
          let removed = state.removed[index] ?? Removed()
          guard outcome == .swept(sessions: removed.sessions, tokenSlots: removed.tokenSlots) else { continue }
        } else {
          let step = state.model.step(entry.request, at: entry.now)
          guard step.next == nil, step.admits(outcome) else { continue }
        }
        state.done |= 1 << index
        isMoving = true
        break
      }
    }
  }

  /// Every way to change the model next, the real one most likely first.
  private func successors(of state: State) -> [State] {
    let horizon = horizon(of: state)
    let order = entries.indices.filter { isNext($0, in: state, horizon) }.sorted {
      (entries[$0].hint, $0) < (entries[$1].hint, $1)
    }
    return order.flatMap { index -> [State] in
      if case .sweep(let count) = entries[index].request { return removals(by: index, count: count, from: state) }
      let entry = entries[index]
      let step = state.model.step(entry.request, at: entry.now)
      guard let next = step.next, entry.outcome.map({ step.admits($0) }) ?? true, isTold(step.event) else { return [] }
      var after = state
      after.done |= 1 << index
      after.model = next
      after.emitted += step.event == nil ? 0 : 1
      return [after]
    }
  }

  private func removals(by index: Int, count: Int?, from state: State) -> [State] {
    let removed = state.removed[index] ?? Removed()
    guard count.map({ removed.sessions < $0 }) ?? true else { return [] }
    return state.model.sessions.values.sorted { $0.id < $1.id }.compactMap { victim in
      let step = state.model.step(entries[index].request, at: entries[index].now, victim: victim.id)
      guard let next = step.next, isTold(step.event) else { return nil }
      var after = state
      after.model = next
      after.emitted += 1
      after.removed[index] = Removed(
        sessions: removed.sessions + 1, tokenSlots: removed.tokenSlots + (victim.retired == nil ? 1 : 2))
      return after
    }
  }
}

extension Linearization {
  /// The earliest answer among those entries that are still to be done: what was invoked later must wait.
  private func horizon(of state: State) -> Int {
    entries.indices.reduce(Int.max) { least, index in
      state.done & 1 << index == 0 ? min(least, entries[index].responded ?? .max) : least
    }
  }

  private func isNext(_ index: Int, in state: State, _ horizon: Int) -> Bool {
    guard state.done & 1 << index == 0, entries[index].invoked <= horizon else { return false }
    return entries[index].after.map { state.done & 1 << $0 != 0 } ?? true
  }

  private func isTold(_ event: Model.Event?) -> Bool {
    guard let event else { return true }
    guard let told = ending.events[event.session], event.index < told.count else { return false }
    return told[event.index] == event
  }

  /// Where the longest attempt got stuck: what remained, and what the model would have answered there.
  private var explanation: String {
    guard let state = deepest else { return "nothing fits" }
    var lines: [String] = []
    for (index, entry) in entries.enumerated() where state.done & 1 << index == 0 {
      let step = state.model.step(entry.request, at: entry.now)
      lines.append("operation \(entry.operation): \(entry.request) at \(entry.now)")
      lines.append("  answered \(entry.outcome.map { "\($0)" } ?? "nothing")")
      lines.append("  the model: \(step.answer())")
    }
    for session in state.model.sessions.values.sorted(by: { $0.id < $1.id }) { lines.append("model: \(session)") }
    for session in ending.sessions.values.sorted(by: { $0.id < $1.id }) { lines.append("store: \(session)") }
    return lines.joined(separator: "\n")
  }
}
