/// What a record is. An adapter treats all kinds alike; only the core knows what is inside.
@nonexhaustive
public enum RecordKind: String, Hashable, Sendable, CaseIterable {
  /// An anonymous session.
  case session
  /// The slot that a token's digest occupies; it leads to its session.
  case tokenSlot
  /// What an account holds.
  case estate
  /// A place of an account's own: names shelves, and says whose it is.
  case accountHome
  /// A conversation.
  case conversation
  /// A message of a conversation.
  case message
  /// A persona that a conversation can be with.
  case persona
  /// How much a guest has used, by a subject that the host names.
  case guestQuota
  /// An account's discovery profile.
  case profile
  /// What a claim decided.
  case claimReceipt
  /// The secret of a link that can claim a session.
  case claimLink
  /// How far a conversation has been extracted.
  case extraction
  /// Nothing of the domain: free for health checks and for the conformance kit.
  case probe

  /// How identities of this kind are written.
  package var form: RecordKey.Form {
    switch self {
    case .session, .accountHome, .conversation, .message, .claimReceipt, .extraction: .minted
    case .tokenSlot, .claimLink: .digest
    case .estate, .persona, .guestQuota, .profile, .probe: .text
    }
  }
}
