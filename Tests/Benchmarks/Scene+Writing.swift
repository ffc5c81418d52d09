import Carryover
import CarryoverInMemory
import Synchronization

extension Scene {
  mutating func create(threads: Int) async throws -> Turn {
    let operations = 200 * scale(threads)
    let created = Collected<Visitor>()
    let library = try await timed(operations, threads: threads) { [sessions] range in
      var visitors: [Visitor] = []
      visitors.reserveCapacity(range.count)
      for _ in range { visitors.append(try await sessions.create().visitor) }
      created.add(visitors)
    }
    let visitors = created.all
    guard let template = visitors.first?.session else { throw Surprise(description: "nothing was created") }
    let inserted = Collected<(TokenDigest, Session)>()
    let bare = try await timed(operations, threads: threads) { [bare] range in
      var made: [(TokenDigest, Session)] = []
      made.reserveCapacity(range.count)
      for _ in range {
        let digest = TokenHash.builtIn.digest(of: Surroundings.live.makeToken())
        // Every session has an identifier of its own, made of chance.
        guard Surroundings.live.random() != 0 else { continue }
        bare.write(template, under: digest)
        made.append((digest, template))
      }
      inserted.add(made)
    }
    for visitor in visitors { try await delete(visitor) }
    for (digest, _) in inserted.all { self.bare.delete(digest) }
    return Turn(library: library, bare: bare)
  }

  private func delete(_ visitor: Visitor) async throws {
    let found = try await store.load([.session(visitor.session.id), .tokenSlot(visitor.digest)]).items.prefix(2)
    try await store.commit(Commit(found.compactMap { item in item.found.map { .delete(item.key, $0.version) } }))
  }

  mutating func update(threads: Int) async throws -> Turn {
    let operations = 200 * scale(threads)
    // Each thread has sessions of its own: two visitors of one session would wait for each other, as they should.
    let picks = (0..<threads).flatMap { draw(operations / threads, parity: 0, share: $0, of: threads) }
    let patches = (0..<64).map { _ in Answers.one(Int.random(in: 0..<1_000_000, using: &chance)) }
    let library = try await timed(operations, threads: threads) { [sessions] range in
      for index in range {
        let session = try await sessions.update(patches[index % 64], by: picks[index].caller)
        guard session.id == picks[index].id else { throw Surprise(description: "another session") }
      }
    }
    let ready = Array(readyUpdates.suffix(operations))
    readyUpdates.removeLast(operations)
    let bare = try await timed(operations, threads: threads) { [bare] range in
      for index in range {
        guard Surroundings.live.random() != 0 else { continue }
        bare.write(ready[index], under: ready[index].token)
      }
    }
    return Turn(library: library, bare: bare)
  }

  /// Splits the sessions, so that each side alone holds the values that it replaces and pays for letting go of them: the
  /// library replaces those at even places, the bare dictionary those at odd ones.
  mutating func prepareUpdates(_ count: Int) async throws {
    guard let other = bare.find(visitors[1].digest) else { throw Surprise(description: "a session is missing") }
    for index in stride(from: 0, to: size, by: 2) { bare.write(other, under: visitors[index].digest) }
    readyUpdates = []
    for (number, pick) in draw(count, parity: 1).enumerated() {
      readyUpdates.append(try await sessions.update(Answers.one(number), by: pick.caller))
    }
    readyUpdates.reverse()
  }

  private mutating func draw(_ count: Int, parity: Int, share: Int = 0, of shares: Int = 1) -> [Known] {
    let pairs = size / 2 / shares
    return (0..<count).map { _ in
      visitors[Int.random(in: share * pairs..<(share + 1) * pairs, using: &chance) * 2 + parity]
    }
  }
}

/// What several tasks hand in.
private final class Collected<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])

  var all: [Element] { elements.withLock { $0 } }

  func add(_ more: [Element]) { elements.withLock { $0 += more } }
}
