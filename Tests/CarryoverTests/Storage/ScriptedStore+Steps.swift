import Carryover
import CarryoverInMemory

extension ScriptedStore.CommitStep {
  /// All goes well.
  static let apply = Self { (commit, store) throws(StoreError) in try await store.inner.commit(commit) }

  /// Nothing is applied.
  static func fail(_ error: StoreError) -> Self { Self { (_, _) throws(StoreError) in throw error } }

  /// Applied, and nobody hears of it.
  static let loseAnswer = Self { (commit, store) throws(StoreError) in
    try await store.inner.commit(commit)
    throw .unknown
  }

  /// Never arrives.
  static let loseRequest = fail(.unknown)

  /// Is still on its way when the caller gives up waiting.
  static let linger = Self { (commit, store) throws(StoreError) in
    store.linger(commit)
    throw .unknown
  }

  /// Something else happens first.
  static func after(
    _ event: @escaping @Sendable (ScriptedStore) async throws(StoreError) -> Void, _ step: Self = .apply
  ) -> Self {
    Self { (commit, store) throws(StoreError) in
      try await event(store)
      try await step.run(commit, store)
    }
  }
}

extension ScriptedStore.LoadStep {
  /// All goes well.
  static let answer = Self { (keys, store) throws(StoreError) in try await store.inner.load(keys) }

  /// No answer.
  static func fail(_ error: StoreError) -> Self { Self { (_, _) throws(StoreError) in throw error } }

  /// Something else happens first.
  static func after(_ event: @escaping @Sendable (ScriptedStore) async throws(StoreError) -> Void) -> Self {
    Self { (keys, store) throws(StoreError) in
      try await event(store)
      return try await store.inner.load(keys)
    }
  }
}

extension ScriptedStore.FeedStep {
  /// All goes well.
  static let answer = Self { (position, limit, store) throws(StoreError) in
    try await store.inner.feed(after: position, limit: limit)
  }

  /// No answer.
  static func fail(_ error: StoreError) -> Self { Self { (_, _, _) throws(StoreError) in throw error } }
}
