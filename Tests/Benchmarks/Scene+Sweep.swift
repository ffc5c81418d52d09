import Carryover
import CarryoverInMemory
import FoundationEssentials

extension Scene {
  /// Each thread cleans up 1,000 sessions of its own.
  mutating func sweep(threads: Int) async throws -> Turn {
    let expired = 1_000
    let starts = try await addExpired(expired * threads, every: expired)
    let later = Surroundings(now: { Date.now.addingTimeInterval(7_200) })
    let library = try await timed(threads, threads: threads) { [store] range in
      let sweeper = Sessions(store: store, surroundings: later)
      for index in range {
        var place = starts[index]
        var left = expired
        while left > 0 {
          let report = try await sweeper.sweep(limit: 100, from: place)
          left -= report.sessions
          place = report.resume
          guard place != nil || left == 0 else { throw Surprise(description: "a sweep left \(left)") }
        }
      }
    }
    let digests = try await addExpiredBare(expired * threads)
    let bare = try await timed(threads, threads: threads) { [bare] range in
      for index in range {
        for digest in digests[index * expired..<(index + 1) * expired] { bare.delete(digest) }
      }
    }
    return Turn(library: library, bare: bare)
  }

  private static let shortLived = SessionPolicy(lifetime: .seconds(3_600))

  /// Adds sessions that expire within the hour, and answers the places after which each share of them begins.
  private func addExpired(_ count: Int, every share: Int) async throws -> [Place?] {
    let visits = Sessions(store: store, policy: Self.shortLived)
    for _ in 0..<count { _ = try await visits.createFilled() }
    let page = try await store.list(ShelfQuery([.expiring]), after: nil, limit: count)
    return stride(from: 0, to: count, by: share).map { $0 == 0 ? nil : page.candidates[$0 - 1].place }
  }

  /// As many on the bare side, with values that nobody else holds.
  private func addExpiredBare(_ count: Int) async throws -> [TokenDigest] {
    let visits = Sessions(store: InMemoryStore(), policy: Self.shortLived)
    var digests: [TokenDigest] = []
    for _ in 0..<count {
      let (session, _) = try await visits.createFilled()
      bare.write(session, under: session.token)
      digests.append(session.token)
    }
    return digests
  }
}
