package import Carryover

/// The policy of a run in the model's own words: milliseconds.
package struct Rules: Hashable, Sendable {
  package var lifetime: Int64
  package var longestLife: Int64
  package var idleLimit: Int64?
  package var grace: Int64
  package var interval: Int64

  /// The numbers of the specification.
  package static let standard = Rules(
    lifetime: 30 * 86_400_000, longestLife: 180 * 86_400_000, idleLimit: nil, grace: 30_000, interval: 300_000)

  /// Short lives, so that little steps of the clock meet every limit.
  package static let tight = Rules(
    lifetime: 600_000, longestLife: 1_000_000, idleLimit: 400_000, grace: 30_000, interval: 60_000)

  /// Old tokens stop working at once.
  package static let withoutGrace = Rules(
    lifetime: 600_000, longestLife: 900_000, idleLimit: nil, grace: 0, interval: 60_000)

  package var policy: SessionPolicy {
    SessionPolicy(
      lifetime: .milliseconds(lifetime), longestLife: .milliseconds(longestLife),
      idleLimit: idleLimit.map { .milliseconds($0) }, rotationGrace: .milliseconds(grace),
      activityInterval: .milliseconds(interval))
  }
}
