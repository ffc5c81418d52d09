import Carryover
import CarryoverInMemory
import CarryoverTesting
import FoundationEssentials
import Testing

@Suite("A model that says what a test has written down")
struct ScriptedModelTests {
  private func request() async throws -> ModelRequest {
    let policy = ExtractionPolicy()
    return policy.request(for: [], knowing: DiscoveryContent())
  }

  @Test func `it gives its replies in turn, remembers what it was asked, and then has none`() async throws {
    let (model, request) = (ScriptedModel([ModelReply("a"), ModelReply("b")]), try await request())
    #expect(try await model.reply(to: request).text == "a")
    #expect(try await model.reply(to: request).text == "b")
    await #expect(throws: ScriptedModel.Exhausted.self) { try await model.reply(to: request) }
    #expect(model.requests == [request, request, request])
  }

  @Test func `it replies as a test decides, or throws`() async throws {
    struct Down: Error {}
    let request = try await request()
    let model = ScriptedModel { request in
      guard request.version.isEmpty else { return ModelReply(request.version) }
      throw Down()
    }
    #expect(try await model.reply(to: request).text == request.version)
    let failing = ScriptedModel { _ in throw Down() }
    await #expect(throws: Down.self) { try await failing.reply(to: request) }
  }

  @Test func `held calls wait for the test, which lets them go in any order, and each gets its own reply`() async throws
  {
    let (model, request) = (ScriptedModel((1...4).map { ModelReply("\($0)") }), try await request())
    model.hold()
    var calls: [Task<String, any Error>] = []
    for number in 1...4 {
      calls.append(Task { try await model.reply(to: request).text })
      try await model.calls(reach: number)
    }
    model.release(call: 3)
    #expect(try await calls[2].value == "3")
    model.release(call: 1)
    #expect(try await calls[0].value == "1")
    model.release()
    #expect(try await calls[1].value == "2")
    #expect(try await calls[3].value == "4")
    await #expect(throws: ScriptedModel.Exhausted.self) { try await model.reply(to: request) }
  }

  @Test func `one that was let go before it came does not wait`() async throws {
    let (model, request) = (ScriptedModel([ModelReply("a")]), try await request())
    model.hold()
    model.release(call: 1)
    #expect(try await model.reply(to: request).text == "a")
  }

  @Test func `whoever waits and is cancelled throws, before and after it began to wait`() async throws {
    let (model, request) = (ScriptedModel([ModelReply("a")]), try await request())
    model.hold()
    let early = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await model.reply(to: request).text
    }
    await #expect(throws: CancellationError.self) { try await early.value }
    let late = Task { try await model.reply(to: request).text }
    try await model.calls(reach: 2)
    late.cancel()
    await #expect(throws: CancellationError.self) { try await late.value }
    let watcher = Task { try await model.calls(reach: 9) }
    watcher.cancel()
    await #expect(throws: CancellationError.self) { try await watcher.value }
  }
}
