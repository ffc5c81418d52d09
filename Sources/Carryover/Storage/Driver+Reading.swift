extension Driver {
  /// Reads outside of a decision, and tries again while the store is busy. What is found is a hint: whoever acts on it decides on it
  /// again.
  package func reading<Answer>(
    _ read: (any Store) async throws(StoreError) -> Answer
  ) async throws(StoreTrouble) -> Answer {
    let attempts = max(1, patience.attempts)
    for number in 1...attempts {
      if number > 1 { try await pause(before: number) }
      guard !Task.isCancelled else { throw .cancelled }
      do {
        return try await read(store)
      } catch {
        switch error {
        case .conflict, .busy, .unknown: continue
        case .cancelled, .tooLarge, .gone, .failed: throw StoreTrouble(reading: error)
        }
      }
    }
    throw .contended(attempts: attempts)
  }

  /// Waits for a random time before a further attempt.
  func pause(before number: Int) async throws(StoreTrouble) {
    do {
      try await surroundings.pause(patience.delay(before: number, chance: surroundings.random()))
    } catch {
      throw .cancelled
    }
  }
}
