import Carryover
import CarryoverTesting
import FoundationEssentials

/// A model behind an endpoint for chat completions. How a request gets there is the host's own affair.
struct ChatModel: ExtractionModel {
  let name: String
  var takesTemperature = true
  let send: @Sendable (_ body: Data) async throws -> Data

  func reply(to request: ModelRequest) async throws -> ModelReply {
    let answer = try await send(Data(try body(for: request).utf8))
    return try JSONDecoder().decode(ChatAnswer.self, from: answer).reply
  }

  // Put together as text, because the schema has to keep its order.
  func body(for request: ModelRequest) throws -> String {
    let temperature = takesTemperature ? "\"temperature\":\(request.temperature)," : ""
    return """
      {"model":\(try quoted(name)),\(temperature)"max_completion_tokens":8192,"messages":[\
      {"role":"system","content":\(try quoted(request.system))},\
      {"role":"user","content":\(try quoted(request.transcript))}],\
      "response_format":{"type":"json_schema","json_schema":\
      {"name":"statements","strict":true,"schema":\(request.schema)}}}
      """
  }

  private func quoted(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
  }
}

/// What the endpoint answers, as far as the library wants to know it.
struct ChatAnswer: Decodable {
  struct Choice: Decodable {
    struct Message: Decodable {
      let content, refusal: String?
    }

    let message: Message
    let finish: String?

    enum CodingKeys: String, CodingKey {
      case message
      case finish = "finish_reason"
    }
  }

  struct Usage: Decodable {
    let input, output: Int

    enum CodingKeys: String, CodingKey {
      case input = "prompt_tokens"
      case output = "completion_tokens"
    }
  }

  let choices: [Choice]
  let usage: Usage?
  let model: String?

  var reply: ModelReply {
    let choice = choices.first
    return ModelReply(
      choice?.message.content ?? "", finish: finish(of: choice),
      usage: usage.map { ModelUsage(inputTokens: $0.input, outputTokens: $0.output) }, model: model)
  }

  private func finish(of choice: Choice?) -> ModelReply.Finish {
    if choice?.message.refusal != nil { return .refused }
    switch choice?.finish {
    case "stop": return .complete
    case "length": return .truncated
    case "content_filter": return .filtered
    default: return .unknown
    }
  }
}

/// How well a model reads the conversations that a host keeps as scripts.
func tryOut(_ model: some ExtractionModel, onScriptsIn folder: String) async throws -> ReplayTally {
  let report = await (try ReplayCorpus(folder: folder)).ask(model)
  print(report)
  return report.tally
}
