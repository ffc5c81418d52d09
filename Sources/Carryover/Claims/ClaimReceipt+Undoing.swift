public import FoundationEssentials

extension ClaimReceipt {
  /// What undoing a claim did (CL-9). It is written once, in the commit that undid it, and says the same ever after.
  public struct Undoing: Hashable, Sendable {
    /// When the claim was undone.
    public let at: Date

    /// The fields that went back to what the account had before.
    public let returned: [DiscoveryField]

    /// The fields that somebody had written since the claim, and that the account keeps.
    public let kept: [DiscoveryField]

    /// The conversations in which something was written since, and which the account keeps.
    public let keptConversations: [Conversation.ID]

    /// The command that did it, so that one whose answer was lost recognises its own effect.
    let command: CommandID

    init(
      at now: Date, returned: [DiscoveryField], kept: [DiscoveryField], keptConversations: [Conversation.ID],
      by command: CommandID
    ) {
      at = now.wholeMilliseconds
      self.returned = returned
      self.kept = kept
      self.keptConversations = keptConversations
      self.command = command
    }
  }
}

extension ClaimReceipt.Undoing: Codable {
  enum CodingKeys: String, CodingKey {
    case at, returned, kept, keptConversations, command
  }

  /// Reads the stored form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    at = try container.decodeDate(forKey: .at)
    returned = try container.decode([DiscoveryField].self, forKey: .returned)
    kept = try container.decode([DiscoveryField].self, forKey: .kept)
    keptConversations = try container.decode([Conversation.ID].self, forKey: .keptConversations)
    command = try container.decode(CommandID.self, forKey: .command)
  }

  /// Writes the stored form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(date: at, forKey: .at)
    try container.encode(returned, forKey: .returned)
    try container.encode(kept, forKey: .kept)
    try container.encode(keptConversations, forKey: .keptConversations)
    try container.encode(command, forKey: .command)
  }
}
