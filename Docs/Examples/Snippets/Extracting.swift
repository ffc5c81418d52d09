import Carryover
import FoundationEssentials

/// A provider's client as a host might have it.
struct LanguageClient: Sendable {
  struct Answer: Sendable {
    var text: String
    var isCutOff: Bool
    var model: String
  }

  func complete(system: String, user: String, schema: String, temperature: Double) async throws -> Answer {
    Answer(text: #"{"items":[]}"#, isCutOff: false, model: "none")
  }
}

struct HostModel: ExtractionModel {
  var client: LanguageClient

  func reply(to request: ModelRequest) async throws -> ModelReply {
    let answer = try await client.complete(
      system: request.system, user: request.transcript, schema: request.schema, temperature: request.temperature)
    return ModelReply(answer.text, finish: answer.isCutOff ? .truncated : .complete, model: answer.model)
  }
}

/// Takes a message, and then what it says of the person.
func send(
  _ text: String, to id: Conversation.ID, by caller: Caller, in conversations: Conversations,
  extracting extractions: Extractions, asking model: any ExtractionModel
) async throws -> Message {
  let message = try await conversations.append(text, to: id, by: caller)
  switch await extractions.extract(from: id, by: caller, asking: model).outcome {
  case .updated(let fields): log("extracted \(fields)")
  case .nothing, .skipped: break
  case .failed(let failure): log("extraction failed: \(failure)")
  }
  return message
}

/// In the request: what to ask goes into a queue.
func enqueueExtraction(
  from id: Conversation.ID, by caller: Caller, with extractions: Extractions, _ enqueue: (Data) async throws -> Void
) async throws {
  guard case .begun(let pending) = await extractions.begin(in: id, by: caller) else { return }
  do {
    try await enqueue(try JSONEncoder().encode(pending))
  } catch {
    try await extractions.release(pending)
    throw error
  }
}

/// In the worker: what came out of the queue is asked and committed.
func work(
  on job: Data, with extractions: Extractions, asking model: any ExtractionModel
) async throws -> ExtractionResult? {
  let pending = try JSONDecoder().decode(PendingExtraction.self, from: job)
  guard try await extractions.isWanted(pending) else { return nil }
  do {
    return await extractions.commit(try await model.reply(to: pending.request), of: pending)
  } catch {
    try await extractions.release(pending)
    throw error
  }
}
