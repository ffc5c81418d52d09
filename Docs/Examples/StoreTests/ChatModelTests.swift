import Carryover
import FoundationEssentials
import Testing

@testable import snippets

@Suite struct ChatModelTests {
  private let request = ExtractionPolicy().request(for: [], knowing: DiscoveryContent())

  private func reply(_ answer: String) async throws -> ModelReply {
    try await ChatModel(name: "some-model") { _ in Data(answer.utf8) }.reply(to: request)
  }

  @Test func `the body holds what the library asks, to the byte`() throws {
    let body = try ChatModel(name: "a \"model\"") { $0 }.body(for: request)
    let read = try JSONDecoder().decode(ChatBody.self, from: Data(body.utf8))
    #expect(read.model == "a \"model\"")
    #expect(read.messages.map(\.role) == ["system", "user"])
    #expect(read.messages.map(\.content) == [request.system, request.transcript])
    #expect(body.contains("\"schema\":" + ExtractionSchema.text + "}"))
    #expect(read.temperature == request.temperature)
    let plain = try ChatModel(name: "m", takesTemperature: false) { $0 }.body(for: request)
    #expect(try JSONDecoder().decode(ChatBody.self, from: Data(plain.utf8)).temperature == nil)
  }

  @Test(arguments: [
    ("stop", ModelReply.Finish.complete), ("length", .truncated), ("content_filter", .filtered),
    ("tool_calls", .unknown),
  ])
  func `the reason why a reply ended is passed on`(reason: String, finish: ModelReply.Finish) async throws {
    let reply = try await reply(
      #"{"model":"m-1","choices":[{"message":{"content":"{}"},"finish_reason":"\#(reason)"}],"#
        + #""usage":{"prompt_tokens":7,"completion_tokens":3}}"#)
    #expect(reply == ModelReply("{}", finish: finish, usage: ModelUsage(inputTokens: 7, outputTokens: 3), model: "m-1"))
  }

  @Test func `a refusal is one, whatever the reason says`() async throws {
    let answer = #"{"choices":[{"message":{"content":null,"refusal":"I will not."},"finish_reason":"stop"}]}"#
    #expect(try await reply(answer) == ModelReply("", finish: .refused))
    #expect(try await reply(#"{"choices":[]}"#) == ModelReply("", finish: .unknown))
  }
}

private struct ChatBody: Decodable {
  struct Message: Decodable {
    let role, content: String
  }

  let model: String
  let temperature: Double?
  let messages: [Message]
}
