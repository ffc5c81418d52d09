import Carryover
import FoundationEssentials

extension Scene {
  mutating func find(threads: Int) async throws -> Turn {
    let operations = 1_000 * scale(threads)
    let mine = draw(operations)
    let library = try await timed(operations, threads: threads) { [sessions] range in
      for index in range {
        let visitor = try await sessions.find(mine[index].token)
        guard visitor.session.id == mine[index].id else { throw Surprise(description: "another session") }
      }
    }
    let bares = draw(operations)
    let bare = try await timed(operations, threads: threads) { [bare] range in
      for index in range {
        let session = bare.find(TokenHash.builtIn.digest(of: bares[index].token))
        guard session?.id == bares[index].id else { throw Surprise(description: "another session") }
      }
    }
    return Turn(library: library, bare: bare)
  }

  mutating func listPage(threads: Int) async throws -> Turn {
    let operations = 40 * scale(threads)
    let perPage = 50
    let mine = drawStarts(operations, before: perPage)
    let library = try await timed(operations, threads: threads) { [repository = store.sessions, visitors] range in
      for index in range {
        let page = try await repository.sessions(
          expiringBy: .distantFuture, after: visitors[mine[index]].place, limit: perPage)
        guard page.values.count == perPage, page.values.allSatisfy({ $0.times.revision > 1 }) else {
          throw Surprise(description: "a wrong page")
        }
      }
    }
    let bares = drawStarts(operations, before: perPage)
    let bare = try await timed(operations, threads: threads) { [bare, visitors] range in
      for index in range {
        var page: [Session?] = []
        page.reserveCapacity(perPage)
        for offset in 1...perPage { page.append(bare.find(visitors[bares[index] + offset].digest)) }
        guard page.allSatisfy({ $0.map { $0.times.revision > 1 } == true }) else {
          throw Surprise(description: "a wrong page")
        }
      }
    }
    return Turn(library: library, bare: bare)
  }

  /// Random places in the list that have a whole page after them.
  private mutating func drawStarts(_ count: Int, before perPage: Int) -> [Int] {
    (0..<count).map { _ in Int.random(in: 0..<size - perPage, using: &chance) }
  }
}
