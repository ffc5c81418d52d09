/// How far a visitor has come: finding out what is needed, calculating what it returns, deciding to buy.
///
/// The set is closed because rules branch on it. Decoding anything else is an error that names the value.
public enum DiscoveryPhase: String, Codable, Sendable, CaseIterable {
  /// Answering the questions of the catalogue.
  case discovery
  /// Working on the return on investment.
  case roi
  /// Ready to buy.
  case greenlight
}
