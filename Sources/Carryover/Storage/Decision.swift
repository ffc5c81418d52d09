/// A command: a value that decides, purely and synchronously, from records it has read.
///
/// It may be run any number of times before its writes count, so everything that must be the same in each run (time,
/// identifiers, tokens) is minted beforehand and part of the value.
///
/// After a lost answer it may meet its own effect. A decision for which that makes a difference looks first, before it refuses
/// anything: by ``Draft/effect(of:on:)``, or by an insert, which answers what is there already.
package protocol Decision: Sendable {
  associatedtype Outcome: Sendable

  /// What the decision will surely read. Loaded before the first run.
  var reads: [RecordKey] { get }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Outcome>
}

/// Thrown by a read of something not yet loaded. The driver loads it and runs the decision again from the top.
package struct Unread: Error {}

/// What a decision came to, and whether its writes count.
package enum Ruling<Outcome: Sendable>: Sendable {
  /// Commit what the draft holds, then answer.
  case write(Outcome)
  /// Answer. Whatever the draft holds is dropped.
  case stand(Outcome)
  /// Give no answer: an earlier try of this very command may have been applied, and what is stored can no longer tell.
  case uncertain
}
