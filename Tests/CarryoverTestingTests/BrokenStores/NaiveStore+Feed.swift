import Carryover
import CarryoverTesting

extension NaiveStore {
  /// Gives events their numbers and shows them.
  func publish(_ events: [String], in state: inout State) {
    let last = state.sequence + events.count
    for body in events {
      state.sequence += 1
      state.events.append(Published(number: flaw == .sharedPositions ? last : state.sequence, body: body))
    }
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    let (start, page, epoch) = try state.with { (state) throws(StoreError) in
      let start = try number(of: position, in: state)
      if flaw == .consumedEvents { state.events.removeAll { $0.number <= start } }
      let beyond = state.events.filter { flaw == .inclusiveFeed ? $0.number >= start : $0.number > start }
      return (start, Array(beyond.prefix(flaw == .unlimitedFeed ? .max : max(1, limit))), state.epoch)
    }
    func after(_ number: Int) -> FeedPosition { FeedPosition("\(epoch):\(number)") }
    var entries: [FeedEntry] = []
    for event in page { entries.append(FeedEntry(after(event.number), try DomainEvent(body: event.body))) }
    if flaw == .newestFirst { entries.reverse() }
    let end =
      switch flaw {
      case .feedStartsOver where entries.isEmpty: FeedPosition.start
      case .impatientFeed: after(state.with { $0.sequence })
      default: page.last.map { after($0.number) } ?? after(start)
      }
    return FeedPage(entries: entries, end: end)
  }

  /// The number that a position stands for.
  private func number(of position: FeedPosition, in state: State) throws(StoreError) -> Int {
    if position == .start {
      if flaw == .trimmedStart, state.sequence >= 3 { throw .gone }
      return 0
    }
    let parts = position.text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0] == "\(state.epoch)", let number = Int(parts[1]),
      (0...state.sequence).contains(number)
    {
      return number
    }
    guard flaw == .foreignPositions else { throw .gone }
    return 0
  }
}
