import Carryover
import SimulationKit
import Testing

@Suite("the search for an order tells right histories from wrong ones")
struct LinearizationTests {
  @Test("a read between two others sees what the first of them wrote")
  func inOrder() throws {
    let story = try Story()
    #expect(story.judge([story.creation, story.update("1", 10...20), story.find("1", 30...40)], ends: "1").isRight)
  }

  @Test("a read that begins after a write was answered must not miss it")
  func stale() throws {
    let story = try Story()
    #expect(!story.judge([story.creation, story.update("1", 10...20), story.find(nil, 30...40)], ends: "1").isRight)
  }

  @Test("a read that is under way with a write may see either")
  func overlapping() throws {
    let story = try Story()
    for seen in ["1", nil] {
      #expect(story.judge([story.creation, story.update("1", 10...40), story.find(seen, 20...30)], ends: "1").isRight)
    }
  }

  @Test("what gave no answer may have happened at once, later, or never")
  func unanswered() throws {
    let story = try Story()
    let update = story.update("1", 10...nil)
    #expect(story.judge([story.creation, update, story.find("1", 30...40)], ends: "1").isRight)
    #expect(story.judge([story.creation, update, story.find(nil, 30...40)], ends: "1").isRight)
    #expect(story.judge([story.creation, update, story.find(nil, 30...40)], ends: nil).isRight)
    #expect(!story.judge([story.creation, update, story.find("1", 30...40)], ends: nil).isRight)
  }

  @Test("what gave no answer cannot happen before it began, and what was seen cannot be unseen")
  func notBefore() throws {
    let story = try Story()
    let update = story.update("1", 50...nil)
    #expect(!story.judge([story.creation, update, story.find("1", 30...40)], ends: "1").isRight)
    let reads = [story.find("1", 60...70), story.find(nil, 80...90)]
    #expect(!story.judge([story.creation, update] + reads, ends: "1").isRight)
  }

  @Test("a change that no operation explains is found in what is stored")
  func unexplained() throws {
    let story = try Story()
    #expect(!story.judge([story.creation], ends: "1").isRight)
  }

  @Test("an update that was answered cannot be missing in the end")
  func lost() throws {
    let story = try Story()
    #expect(!story.judge([story.creation, story.update("1", 10...20)], ends: nil).isRight)
  }
}

/// One session, and histories about it.
private struct Story {
  let id: Session.ID
  let token: TokenDigest
  let rules = Rules.standard

  init() throws {
    id = try #require(Session.ID("01a3185c-5000-7000-a044-caab89e39f4c"))
    token = try #require(TokenDigest(String(repeating: "a", count: 64)))
  }

  func session(_ note: String?) -> Seen {
    var session = Seen(id: id, token: token, at: 0, lifetime: rules.lifetime)
    guard let note else { return session }
    session.notes["a"] = note
    session.revision = 2
    return session
  }

  var creation: Entry { entry(.create(id, token), .changed(session(nil)), 1...2) }

  func update(_ note: String, _ steps: Steps) -> Entry {
    entry(.update(id, by: token, Edit(notes: ["a": note]), expecting: nil), .changed(session(note)), steps)
  }

  func find(_ note: String?, _ steps: Steps) -> Entry { entry(.find(token), .found(session(note)), steps) }

  private func entry(_ request: Request, _ outcome: Outcome, _ steps: Steps) -> Entry {
    Entry(
      operation: 1, request: request, now: 0, invoked: steps.invoked, responded: steps.responded,
      outcome: steps.responded == nil ? nil : outcome, after: nil, hint: steps.invoked)
  }

  func judge(_ history: [Entry], ends note: String?) -> Linearization.Finding {
    let kinds = ["session.created"] + (note == nil ? [] : ["session.updated"])
    let events = kinds.enumerated().map { Model.Event(session: id, kind: $1, at: 0, index: $0) }
    let ending = Linearization.Ending(
      sessions: [id: session(note)], mannedPosts: Set(Post.allCases), events: [id: events])
    var search = Linearization(history, from: Model(rules: rules), to: ending)
    return search.check()
  }
}

/// When an operation began and was answered.
private struct Steps {
  var invoked: Int
  var responded: Int?
}

extension Int {
  fileprivate static func ... (invoked: Int, responded: Int) -> Steps { Steps(invoked: invoked, responded: responded) }
  fileprivate static func ... (invoked: Int, responded: Int?) -> Steps { Steps(invoked: invoked, responded: responded) }
}

extension Linearization.Finding {
  fileprivate var isRight: Bool { if case .linearizable = self { true } else { false } }
}
