package import Carryover

/// A post of a pair, of which one must be manned at any time.
///
/// Not of the library: the smallest rule over two records that no single record can keep, so that verifying what was only read matters.
package enum Post: String, Hashable, Sendable, CaseIterable, Codable {
  case left, right

  var other: Post { self == .left ? .right : .left }

  package var key: RecordKey { RecordKey(.probe, .text(rawValue)) }
}

/// What came of leaving or entering a post.
package enum PostAnswer: String, Hashable, Sendable {
  case changed
  case unchanged
  /// Nobody may leave the last one.
  case lastOne
}

/// A post as it is stored.
struct PostRecord: Stored, Audited, Hashable {
  let post: Post
  var isManned = true
  var times: AuditTimes

  static var kind: RecordKind { .probe }
  var key: RecordKey { post.key }
  var target: RecordKey? { nil }
  var entries: [ShelfEntry] { [] }
}

/// Leaves a post, if the other one is manned, or enters one.
struct ChangePost: Decision {
  let post: Post
  let isEntering: Bool
  let now: Int64
  let command: CommandID

  var reads: [RecordKey] { Post.allCases.map(\.key) }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<PostAnswer> {
    guard var mine = try draft.read(PostRecord.self, post.key),
      let other = try draft.read(PostRecord.self, post.other.key)
    else { return .stand(.unchanged) }
    switch draft.effect(of: command, on: mine) {
    case .uncertain: return .uncertain
    case .present: return .stand(.changed)
    case .absent: break
    }
    guard mine.isManned != isEntering else { return .stand(.unchanged) }
    guard isEntering || other.isManned else { return .stand(.lastOne) }
    mine.isManned = isEntering
    mine.times.change(at: .init(milliseconds: now), by: command)
    draft.put(mine)
    return .write(.changed)
  }
}
