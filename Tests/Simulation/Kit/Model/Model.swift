package import Carryover

/// What the library must look like from outside: a few dictionaries, and one step for each operation.
///
/// Written from the rules SE-1 to SE-9, without any of the library's own decisions. It does one thing at a time and never
/// fails, so a history is right exactly if some order of its operations is a run of the model.
package struct Model: Hashable, Sendable {
  package let rules: Rules
  package var sessions: [Session.ID: Seen] = [:]
  package var mannedPosts: Set<Post> = Set(Post.allCases)

  package init(rules: Rules) {
    self.rules = rules
  }

  /// What the model answers: whether an observed outcome agrees, and what the step left behind.
  package struct Step {
    /// Whether an outcome is what the model answers.
    package var admits: (Outcome) -> Bool
    /// The model after the step; nil when nothing changed.
    package var next: Model?
    /// The event that the step emits.
    package var event: Event?
    /// The answer in words, for a report.
    package var answer: () -> String
  }

  /// What the feed must say about a step.
  package struct Event: Hashable, Sendable {
    package var session: Session.ID
    package var kind: String
    package var at: Int64
    package var isBySystem = false
    /// Its place among the events of its session, from 0.
    package var index: Int

    package init(session: Session.ID, kind: String, at moment: Int64, isBySystem: Bool = false, index: Int) {
      self.session = session
      self.kind = kind
      at = moment
      self.isBySystem = isBySystem
      self.index = index
    }
  }
}

extension Model {
  /// One operation, done now.
  ///
  /// A sweep takes several steps, one for each session: `victim` names it.
  package func step(_ request: Request, at now: Int64, victim: Session.ID? = nil) -> Step {
    switch request {
    case .create(let id, let digest): create(id, digest, at: now)
    case .find(let digest): find(digest, at: now)
    case .update(let id, let digest, let edit, let revision):
      asVisitor(id, digest, at: now) { update($0, edit, expecting: revision, at: now) }
    case .renew(let id, let digest): asVisitor(id, digest, at: now) { renew($0, at: now) }
    case .rotate(let id, let digest, let new): asVisitor(id, digest, at: now) { rotate($0, digest, to: new, at: now) }
    case .revoke(let id, let digest?): asVisitor(id, digest, at: now) { revoke($0, at: now, bySystem: false) }
    case .revoke(let id, nil): revokeAsSystem(id, at: now)
    case .noteActivity(let id, let digest, let lastSeen):
      noteActivity(id, digest, lastSeen: lastSeen, at: now)
    case .sweep: remove(victim, at: now)
    case .leave(let post): leave(post)
    case .enter(let post): enter(post)
    }
  }

  /// A step that changes nothing and has one answer.
  func answer(_ outcome: Outcome) -> Step {
    Step(admits: { $0 == outcome }, answer: { "\(outcome)" })
  }
}
