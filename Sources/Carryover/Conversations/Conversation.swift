/// A conversation between a person and an assistant.
public enum Conversation {
  /// A conversation's identifier.
  public typealias ID = MintedID<Conversation>
}
