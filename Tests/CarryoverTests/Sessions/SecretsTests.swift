import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("SE-2, SC-1, SC-7: secrets stay secret")
struct SecretsTests {
  @Test("SE-2: a token appears in no record, event, key, error, description or mirror after a full run")
  func nowhere() async throws {
    let scene = SessionScene()
    var secrets: [String] = []
    var spoken: [String] = []
    func say(_ value: Any) {
      spoken.append("\(value)")
      spoken.append(String(reflecting: value))
      var text = ""
      dump(value, to: &text)
      spoken.append(text)
    }
    func say(failureOf operation: () async throws -> Any) async {
      do { say(try await operation()) } catch {
        say(error)
        if let error = error as? any ReportableError { spoken += [error.code, error.message, error.detail] }
      }
    }

    let new = try await scene.sessions.create()
    secrets.append(new.token.revealed)
    say(new)
    say(new.cookie)
    say(try await scene.sessions.find(new.token))
    say(try await scene.sessions.update(.timeframe("soon"), by: new.visitor.caller))
    await say(failureOf: { try await scene.sessions.update(.timeframe("later"), by: new.visitor.caller, expecting: 1) })
    await say(failureOf: { try await scene.sessions.update(.timeframe("\u{0}"), by: new.visitor.caller) })
    let rotation = try await scene.sessions.rotate(new.visitor.caller)
    guard case .rotated(let next) = rotation else { throw SessionError.refused(.unknown) }
    secrets.append(next.token.revealed)
    say(rotation)
    say(try await scene.sessions.rotate(new.visitor.caller))
    say(try await scene.sessions.renew(next.visitor.caller))
    say(try await scene.sessions.resolve(token: next.token.revealed, ifAbsent: .begin) { nil })
    let begun = try await scene.sessions.resolve(token: nil, ifAbsent: .begin) { nil }
    if case .set(let token, _) = begun.cookie { secrets.append(token.revealed) }
    say(begun)
    try await scene.sessions.revoke(next.visitor.session.id, by: next.visitor.caller)
    await say(failureOf: { try await scene.sessions.find(next.token.revealed) })
    await say(failureOf: { try await scene.sessions.resolve(token: next.token.revealed, ifAbsent: .refuse) { nil } })
    scene.clock.advance(by: .days(60))
    await say(failureOf: { try await scene.sessions.find(new.token) })
    say(try await scene.sessions.sweep())
    say(scene.sessions)

    #expect(secrets.count == 3 && spoken.count > 30)
    let stored = scene.store.dump
    #expect(stored.count > 20)
    for secret in secrets {
      #expect(!(stored + spoken).contains { $0.lowercased().contains(secret) })
    }
    #expect(secrets.allSatisfy { SessionToken($0)?.revealed == $0 })
  }

  @Test func `SE-2, SC-5: no proof, link or intent of a claim shows in a record, event, error, description or mirror`()
    async throws
  {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let link = try await scene.claims.makeLink(new.visitor.caller, recipient: "ann@example.org")
    let intent = try await scene.claims.beginSignIn(new.visitor.caller)
    let proofs = [
      ClaimProof.of(new, intent), .link(link.revealed, recipient: "ann@example.org"), .token("a malformed secret"),
    ]
    var spoken: [String] = []
    func say(_ value: Any) {
      var text = ""
      dump(value, to: &text)
      spoken += ["\(value)", String(reflecting: value), text]
    }
    for proof in proofs {
      say(proof)
      say([proof])
      do { say(try await scene.claims.plan(proof, for: scene.ann)) } catch { say(error) }
      say(try await scene.claims.claim(proof, for: scene.ann))
    }
    let receipt = try #require(try await scene.claims.claim(proofs[0], for: scene.ann).result).receipt
    let undone = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    say(undone)
    await say(scene.claims.claim([.of(undone.new, intent)], for: scene.ann))

    let secrets = [
      new.token.revealed, link.revealed, intent.revealed, undone.new.token.revealed, "ann@example.org",
      "a malformed secret",
    ]
    for secret in secrets {
      #expect(!(scene.scene.store.dump + spoken).contains { $0.lowercased().contains(secret) })
    }
  }

  @Test("SE-2: a token is not Codable")
  func notCodable() {
    let token: Any = SessionToken(bits: .init(1, 2, 3, 4))
    #expect(!(token is any Encodable) && !(token is any Decodable))
    #expect(Mirror(reflecting: token).children.isEmpty)
  }

  @Test(
    "SE-2: 10,000 hostile tokens never resolve, and the malformed never reach the store", arguments: [1, 2] as [UInt64])
  func hostile(seed: UInt64) async throws {
    let scene = SessionScene()
    let valid = try await scene.sessions.create().token.revealed
    var generator = SeededGenerator(seed: seed)
    let strange = ["", " ", "\u{0}", "0", "A", "ａ", "é", "e\u{301}", "%30", "\"", "..", "\u{202E}", "🂡"]
    var reached = 0
    for _ in 0..<5_000 {
      var text = valid
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = text.index(text.startIndex, offsetBy: .random(in: 0..<max(1, text.count), using: &generator))
        switch Int.random(in: 0..<5, using: &generator) {
        case 0 where !text.isEmpty: text.remove(at: index)
        case 1: text.insert(contentsOf: strange.randomElement(using: &generator) ?? "", at: index)
        case 2: text = String(text.shuffled(using: &generator))
        case 3: text = text.uppercased()
        default: text += text.prefix(.random(in: 0...8, using: &generator))
        }
      }
      guard text != valid else { continue }
      let before = scene.store.count
      await #expect(throws: SessionError.refused(.unknown)) { try await scene.sessions.find(text) }
      let isWellFormed =
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
      #expect(scene.store.count == before + (isWellFormed ? 1 : 0))
      reached += isWellFormed ? 1 : 0
    }
    #expect(reached > 100)
  }
}
