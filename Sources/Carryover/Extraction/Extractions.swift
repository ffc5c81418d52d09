internal import FoundationEssentials

/// What a language model reads from what a person says becomes part of what is known of that person, over any store.
///
/// An extraction is begun, asked, read and committed. The model is called in between, outside of every commit, so whatever happens
/// meanwhile stands: an edit, another extraction, a claim. What was read is merged into what is there at the end, by the ranks of a claim,
/// and goes to whoever owns the conversation by then. No message is sent twice, and no failure harms the message that led here.
public struct Extractions: Sendable {
  /// What the host chose about extraction.
  public let policy: ExtractionPolicy

  /// What the host chose about sessions: the catalogue, and the limits, which hold for profiles too.
  public let sessions: SessionPolicy

  let surroundings: Surroundings
  let driver: Driver

  /// Extractions in a store, under the policies.
  public init(
    store: any Store,
    policy: ExtractionPolicy = ExtractionPolicy(),
    sessions: SessionPolicy = SessionPolicy(),
    surroundings: Surroundings = .live,
    patience: Patience = Patience()
  ) {
    self.policy = policy
    self.sessions = sessions
    self.surroundings = surroundings
    driver = Driver(store: store, surroundings: surroundings, patience: patience)
  }
}

extension Extractions {
  /// Extracts what a conversation says, from beginning to end: asks the model once, if there is anything to ask. Call it when a message
  /// was added.
  ///
  /// However many calls there are for the same message, the model is asked once. A call that fails gives the message free for another;
  /// one that is cancelled leaves it held until that lapses.
  public func extract(
    from conversation: Conversation.ID, by caller: Caller, asking model: any ExtractionModel
  ) async -> ExtractionResult {
    switch await begin(in: conversation, by: caller) {
    case .ended(let result): return result
    case .begun(let pending):
      do {
        return await commit(try await model.reply(to: pending.request), of: pending)
      } catch {
        try? await release(pending)
        let isCancelled = error is CancellationError || Task.isCancelled
        return ExtractionResult(.failed(isCancelled ? .cancelled : .model("\(error)")))
      }
    }
  }
}

extension ExtractionFailure {
  /// What the store's trouble means to an extraction.
  init(_ trouble: StoreTrouble) {
    self = trouble == .cancelled ? .cancelled : .trouble(trouble)
  }
}
