package import Carryover

/// The policy of a run in the model's own words: milliseconds.
package struct Rules: Hashable, Sendable {
  package var lifetime: Int64
  package var longestLife: Int64
  package var idleLimit: Int64?
  package var grace: Int64
  package var interval: Int64
  /// The most answers in one place.
  package var answers = 200

  package var conversations = 4
  package var guestLimit = 3
  package var reservationLapse: Int64 = 20_000
  package var unclaimWindow: Int64 = 300_000
  package var lifeAfterUnclaim: Int64 = 200_000
  package var preference = Preference.newest

  /// Which of two statements stands.
  package enum Preference: Hashable, Sendable {
    case newest, account, session
    /// Somebody is asked.
    case neither
  }

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
      activityInterval: .milliseconds(interval), limits: SessionLimits(discovery: DiscoveryLimits(answers: answers)))
  }

  package var conversationPolicy: ConversationPolicy {
    ConversationPolicy(
      conversationsPerSession: conversations, guests: GuestLimits(perConversation: guestLimit),
      reservationLapse: .milliseconds(reservationLapse))
  }

  package var claimPolicy: ClaimPolicy {
    ClaimPolicy(
      merge: preference.policy, unclaimWindow: .milliseconds(unclaimWindow),
      lifeAfterUnclaim: .milliseconds(lifeAfterUnclaim))
  }
}

extension Rules.Preference {
  /// The same for every field.
  fileprivate var policy: MergePolicy {
    let rule: MergeRule =
      switch self {
      case .newest: .ranked
      case .account: .keepAccount
      case .session: .takeSession
      case .neither: .ask
      }
    let policy = try? MergePolicy(
      questionIndex: rule, phase: rule, timeframe: rule, roiInputs: rule, answers: rule, products: rule)
    return policy ?? .standard
  }
}
