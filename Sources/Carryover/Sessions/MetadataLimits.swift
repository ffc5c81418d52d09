/// How much a visitor may write into a session's metadata (SE-5).
public struct MetadataLimits: Hashable, Sendable {
  /// The most entries.
  public var entries: Int

  /// The largest value of an entry, in bytes of compact JSON, escapes not counted.
  public var entryBytes: Int

  /// How deep an entry may nest; its own value is the first level. More than 32 counts as 32.
  public var depth: Int

  /// The longest key, in bytes of UTF-8, of an entry and of a member of an object within.
  public var keyBytes: Int

  /// The standard limits, or a host's own.
  public init(entries: Int = 32, entryBytes: Int = 1024, depth: Int = 4, keyBytes: Int = 64) {
    self.entries = entries
    self.entryBytes = entryBytes
    self.depth = depth
    self.keyBytes = keyBytes
  }

  /// What stored metadata must keep to, whatever a host's limits are today.
  static let ofStoredForm = MetadataLimits(
    entries: .max, entryBytes: .max, depth: MetadataValue.maximumDepth, keyBytes: .max)
}
