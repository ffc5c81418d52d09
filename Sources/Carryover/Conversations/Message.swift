/// One message of a conversation. For now the name under which messages are identified.
public enum Message {
  /// Identifies a message.
  public typealias ID = MintedID<Message>
}
