package import CarryoverTesting

/// One thing that somebody does in a simulated world.
///
/// A new operation of the library is a case here, a line in ``draw(using:)``, a branch where the world performs it, and a step of the
/// model.
package enum Operation: Hashable, Sendable {
  case create
  case find(Holder)
  case update(Holder, Edit, expecting: Bool)
  case renew(Holder)
  case rotate(Holder)
  case revoke(Holder)
  case revokeAsSystem(Holder)
  case noteActivity(Holder)
  case sweep(limit: Int)
  case resolve(Holder, as: Newcomer)
  case leave(Post)
  case enter(Post)
  /// Something around the hand-over: a subject of its own.
  case deed(Deed)

  /// What else a resolved request is.
  package enum Newcomer: Hashable, Sendable, CaseIterable {
    /// It may begin a session.
    case welcome
    /// It may not.
    case unwelcome
    /// It carries an account's credential too.
    case account
  }
}

/// Whose session, and by which of the tokens that were handed out for it: 0 is the latest.
package struct Holder: Hashable, Sendable {
  package var visitor: Int
  package var age = 0

  package init(_ visitor: Int, age: Int = 0) {
    self.visitor = visitor
    self.age = age
  }
}

extension Holder: CustomStringConvertible {
  /// Which session, and which token if not the latest.
  package var description: String { age == 0 ? "session \(visitor)" : "session \(visitor) by token -\(age)" }
}

extension Operation {
  /// Some operation. Those that change the same session come most often.
  package static func draw(using generator: inout SeededGenerator) -> Operation {
    let holder = Holder(
      .random(in: 0..<4, using: &generator), age: [0, 0, 0, 0, 1, 2].randomElement(using: &generator) ?? 0)
    switch Int.random(in: 0..<32, using: &generator) {
    case 0, 1: return .create
    case 2...5: return .find(holder)
    case 6...11:
      return .update(holder, .draw(using: &generator), expecting: .random(using: &generator))
    case 12...14: return .renew(holder)
    case 15...18: return .rotate(holder)
    case 19: return .revoke(holder)
    case 20: return .revokeAsSystem(holder)
    case 21...22: return .noteActivity(holder)
    case 23...24: return .sweep(limit: [1, 2, 100].randomElement(using: &generator) ?? 100)
    case 25...27: return .resolve(holder, as: Newcomer.allCases.randomElement(using: &generator) ?? .welcome)
    case 28...29: return .leave(.random(using: &generator) ? .left : .right)
    default: return .enter(.random(using: &generator) ? .left : .right)
    }
  }
}

extension Edit {
  /// Some edit; one in ten breaks a limit.
  package static func draw(using generator: inout SeededGenerator) -> Edit {
    var edit = Edit()
    let key = ["a", "b"].randomElement(using: &generator) ?? "a"
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: edit.timeframe = .set(String(repeating: "x", count: 65))
    case 1: edit.timeframe = .clear
    case 2, 3: edit.timeframe = .set(["soon", "later"].randomElement(using: &generator) ?? "soon")
    case 4: edit.notes[key] = .some(nil)
    default: edit.notes[key] = String(Int.random(in: 0..<4, using: &generator))
    }
    return edit
  }
}
