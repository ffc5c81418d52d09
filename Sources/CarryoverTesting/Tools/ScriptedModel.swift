public import Carryover

/// A language model that says what a test has written down, when the test wants it said.
///
/// It remembers what it was asked. While it is held, each call waits until the test lets it go, so that a test decides what happens
/// during a call and which of several calls comes back first.
public final class ScriptedModel: ExtractionModel {
  /// There were more calls than replies.
  public struct Exhausted: Error, Hashable {}

  private let answer: @Sendable (_ call: Int, ModelRequest) async throws -> ModelReply
  private let desk = Locked(Desk())

  /// Replies as the test decides for each request. What the closure does happens during the call.
  public init(_ answer: @escaping @Sendable (ModelRequest) async throws -> ModelReply) {
    self.answer = { try await answer($1) }
  }

  /// Gives the first reply to the first call, the second to the second, and so on. A call beyond the last throws ``Exhausted``.
  public init(_ replies: [ModelReply]) {
    answer = { call, _ in
      guard call <= replies.count else { throw Exhausted() }
      return replies[call - 1]
    }
  }

  /// Notes the request, waits while the call is held, and replies. A call that is cancelled while it waits throws.
  public func reply(to request: ModelRequest) async throws -> ModelReply {
    let (call, due) = desk.with { $0.enter(request) }
    for waiter in due { waiter.resume() }
    try await wait(for: .release(call: call))
    return try await answer(call, request)
  }
}

extension ScriptedModel {
  /// What the model was asked so far, in order. Calls that wait are among it.
  public var requests: [ModelRequest] { desk.with { $0.requests } }

  /// From now on calls wait until they are let go.
  public func hold() { desk.with { $0.hold() } }

  /// Lets every call go that waits, and holds no further one.
  public func release() {
    for waiter in desk.with({ $0.release() }) { waiter.resume() }
  }

  /// Lets one call go, the first being number 1, even if it has not come yet. The others stay held.
  public func release(call: Int) {
    for waiter in desk.with({ $0.release(call) }) { waiter.resume() }
  }

  /// Returns as soon as the model has been asked so often. Throws only when the task is cancelled.
  public func calls(reach count: Int) async throws { try await wait(for: .calls(count)) }

  private func wait(for event: Event) async throws {
    let ticket = desk.with { $0.draw() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { waiter in
        switch desk.with({ $0.seat(waiter, ticket, event) }) {
        case .seated: break
        case .due: waiter.resume()
        case .cancelled: waiter.resume(throwing: CancellationError())
        }
      }
    } onCancel: {
      desk.with { $0.cancel(ticket) }?.resume(throwing: CancellationError())
    }
  }
}

private typealias Waiter = CheckedContinuation<Void, any Error>

/// What somebody waits for.
private enum Event {
  case release(call: Int)
  case calls(Int)
}

/// Everything that is written under the lock. Whoever takes waiters out resumes them outside.
private struct Desk {
  enum Seat {
    case seated, due, cancelled
  }

  private(set) var requests: [ModelRequest] = []
  private var isHeld = false
  private var released: Set<Int> = []
  private var waiting: [Int: (event: Event, waiter: Waiter)] = [:]
  private var cancelled: Set<Int> = []
  private var tickets = 0

  mutating func enter(_ request: ModelRequest) -> (call: Int, due: [Waiter]) {
    requests.append(request)
    if !isHeld { released.insert(requests.count) }
    return (requests.count, takeDue())
  }

  mutating func hold() { isHeld = true }

  mutating func release() -> [Waiter] {
    isHeld = false
    released.formUnion(requests.indices.map { $0 + 1 })
    return takeDue()
  }

  mutating func release(_ call: Int) -> [Waiter] {
    released.insert(call)
    return takeDue()
  }

  mutating func draw() -> Int {
    tickets += 1
    return tickets
  }

  mutating func seat(_ waiter: Waiter, _ ticket: Int, _ event: Event) -> Seat {
    if cancelled.remove(ticket) != nil { return .cancelled }
    if has(event) { return .due }
    waiting[ticket] = (event, waiter)
    return .seated
  }

  mutating func cancel(_ ticket: Int) -> Waiter? {
    guard let seat = waiting.removeValue(forKey: ticket) else {
      cancelled.insert(ticket)
      return nil
    }
    return seat.waiter
  }

  private mutating func takeDue() -> [Waiter] {
    let due = waiting.filter { has($0.value.event) }
    for ticket in due.keys { waiting[ticket] = nil }
    return due.sorted { $0.key < $1.key }.map(\.value.waiter)
  }

  private func has(_ event: Event) -> Bool {
    switch event {
    case .release(let call): released.contains(call)
    case .calls(let count): requests.count >= count
    }
  }
}
