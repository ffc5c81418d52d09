extension KeyedDecodingContainer {
  /// Reads a count or a revision: not below the least it can be, and so far from the end of an integer that counting on and adding two of
  /// them never overflows.
  package func decodeCount(forKey key: Key, atLeast least: Int = 0) throws -> Int {
    let count = try decode(Int.self, forKey: key)
    guard least <= count, count <= .max / 4 else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: count < least ? "below \(least)" : "beyond any count")
    }
    return count
  }
}
