/// What a claim decided.
public enum ClaimReceipt {
  /// A receipt's identifier.
  public typealias ID = MintedID<ClaimReceipt>
}
