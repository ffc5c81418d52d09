import Carryover
import CarryoverInMemory
import CarryoverTesting

/// A store full of sessions, and a bare dictionary full of the same.
struct Scene {
  let size: Int
  let rounds: Int
  let store = InMemoryStore()
  let sessions: Sessions
  let bare = BareSessions()

  /// The sessions in the order of their creation, which is that of their expiry.
  let visitors: [Known]

  /// Which sessions come next: random, and the same in every run.
  var chance = SeededGenerator(seed: 1)

  /// What the bare side of an update writes, made beforehand.
  var readyUpdates: [Session] = []

  struct Known {
    let token: SessionToken
    let digest: TokenDigest
    let id: Session.ID
    let place: Place
  }

  init(sessions size: Int, rounds: Int) async throws {
    self.size = size
    self.rounds = rounds
    sessions = Sessions(store: store)
    var visitors: [Known] = []
    visitors.reserveCapacity(size)
    for _ in 0..<size {
      let (session, token) = try await sessions.createFilled()
      bare.write(session, under: session.token)
      visitors.append(Known(token: token, session))
    }
    self.visitors = visitors
  }

  /// A random choice of sessions.
  mutating func draw(_ count: Int) -> [Known] {
    (0..<count).map { _ in visitors[Int.random(in: 0..<size, using: &chance)] }
  }
}

extension Scene.Known {
  init(token: SessionToken, _ session: Session) {
    self.init(
      token: token, digest: session.token, id: session.id,
      place: Place(order: session.expiresAt.milliseconds, key: .session(session.id)))
  }

  var caller: Caller { .session(id, by: digest) }
}

extension Sessions {
  /// A session with ten answers of fifty bytes each.
  func createFilled() async throws -> (session: Session, token: SessionToken) {
    let new = try await create()
    return (try await update(Answers.all, by: new.visitor.caller), new.token)
  }
}

/// What visitors answer.
enum Answers {
  private static let keys = Array(allKeys.prefix(10))
  private static let allKeys = SessionPolicy().catalogue.questions.map(\.key)

  /// Ten answers.
  static let all = patch(keys, "the first answer")

  /// An answer to each of the 25 questions.
  static let whole = patch(allKeys, "another answer")

  /// Another answer to one of the questions.
  static func one(_ number: Int) -> SessionPatch {
    SessionPatch(
      discovery: DiscoveryPatch(answers: .set([keys[number % keys.count]: .set(text("answer number \(number)"))])))
  }

  private static func patch(_ keys: [String], _ beginning: String) -> SessionPatch {
    SessionPatch(
      discovery: DiscoveryPatch(
        answers: .set(Dictionary(uniqueKeysWithValues: keys.map { ($0, .set(text(beginning))) }))))
  }

  private static func text(_ beginning: String) -> String {
    beginning + String(repeating: ".", count: 50 - beginning.utf8.count)
  }
}
