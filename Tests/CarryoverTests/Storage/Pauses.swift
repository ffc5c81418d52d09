import Carryover
import Synchronization

/// Stands in for waiting: remembers each pause and takes no time.
final class Pauses: Sendable {
  private let taken = Mutex<[Duration]>([])
  private let act: @Sendable (Int) async throws -> Void

  /// Does something in each pause, given its number from 1 on.
  init(_ act: @escaping @Sendable (Int) async throws -> Void = { _ in }) {
    self.act = act
  }

  var all: [Duration] { taken.withLock { $0 } }

  func take(_ duration: Duration) async throws {
    let number = taken.withLock { taken in
      taken.append(duration)
      return taken.count
    }
    try await act(number)
  }

  /// The world of a test: one moment, the greatest chance, these pauses.
  var surroundings: Surroundings {
    Surroundings(now: { .test }, random: { .max }, pause: { try await self.take($0) })
  }
}

/// Counts what happens.
final class Counter: Sendable {
  private let number = Mutex(0)

  var count: Int { number.withLock { $0 } }

  @discardableResult
  func next() -> Int {
    number.withLock { number in
      number += 1
      return number
    }
  }
}

extension Driver {
  /// A driver whose pauses take no time.
  static func test(_ store: any Store, _ pauses: Pauses = Pauses(), attempts: Int = 20) -> Driver {
    Driver(store: store, surroundings: pauses.surroundings, patience: Patience(attempts: attempts))
  }
}
