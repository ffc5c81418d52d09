/// What a record is. An adapter treats all kinds alike; only the core knows what is inside.
@nonexhaustive
public enum RecordKind: String, Hashable, Sendable, CaseIterable {
  /// An anonymous session.
  case session
  /// The slot that a token's digest occupies; it leads to its session.
  case tokenSlot
  /// Nothing of the domain: free for health checks and for the conformance kit.
  case probe

  /// How identities of this kind are written.
  package var form: RecordKey.Form {
    switch self {
    case .session: .minted
    case .tokenSlot: .digest
    case .probe: .text
    }
  }
}
