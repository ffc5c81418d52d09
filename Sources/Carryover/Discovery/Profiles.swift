internal import FoundationEssentials

/// Everything a host can do with discovery profiles, over any store. Only the owner reads or writes one.
public struct Profiles: Sendable {
  /// What the host chose: the catalogue and the limits, the same as for sessions.
  public let policy: SessionPolicy

  let surroundings: Surroundings
  let driver: Driver

  /// Profiles in a store, under a policy.
  public init(
    store: any Store,
    policy: SessionPolicy = SessionPolicy(),
    surroundings: Surroundings = .live,
    patience: Patience = Patience()
  ) {
    self.policy = policy
    self.surroundings = surroundings
    driver = Driver(store: store, surroundings: surroundings, patience: patience)
  }
}

extension Profiles {
  /// The caller's profile, created if there was none. However many first requests come at once, there is exactly one.
  public func profile(of caller: Caller) async throws(ProfileError) -> DiscoveryProfile {
    try await update(DiscoveryPatch(), by: caller)
  }

  /// Applies a partial update as the account's own writing, and answers the profile as it is then. Where there was none, it is created.
  ///
  /// With an expected revision, an edit that rests on an older one is refused with the current profile, and one that rests on a profile
  /// that is not there as not found.
  public func update(
    _ patch: DiscoveryPatch, by caller: Caller, expecting revision: Int? = nil
  ) async throws(ProfileError) -> DiscoveryProfile {
    guard case .account(let account) = caller else { throw .notFound }
    let now = surroundings.now()
    return try await driver.answer(
      UpdateProfile(
        patch: patch, account: account, revision: revision, now: now, policy: policy,
        command: surroundings.mint(at: now)))
  }
}

/// Why an operation on a profile was not carried out. Nothing was stored.
public enum ProfileError: Error, Hashable, Sendable {
  /// The caller has no profile: it is not an account, or the edit rests on a revision of a profile that is not there.
  case notFound
  /// A field breaks a rule or a limit.
  case invalid(FieldError)
  /// The profile has changed since the revision that the edit rests on. Carries it as it is now.
  case stale(current: DiscoveryProfile)
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

extension ProfileError: OperationError {
  private var cause: (any ReportableError)? {
    switch self {
    case .notFound, .stale: nil
    case .invalid(let error): error
    case .trouble(let trouble): trouble
    }
  }

  private var isStale: Bool { if case .stale = self { true } else { false } }

  /// Names the case, or its cause, for programs.
  public var code: String { cause?.code ?? (isStale ? "profile-stale" : "profile-not-found") }

  /// Says it to a stranger.
  public var message: String {
    cause?.message ?? (isStale ? "The profile has changed meanwhile." : "There is no such profile.")
  }

  /// The HTTP status that usually fits.
  public var status: Int { cause?.status ?? (isStale ? 409 : 404) }

  /// Says it to a log.
  public var detail: String {
    cause?.detail ?? (isStale ? "the edit rests on an older revision" : "not an account, or no profile to edit")
  }
}

/// Gets or creates the account's profile and applies a patch to it.
struct UpdateProfile: Decision {
  let patch: DiscoveryPatch
  let account: Account.ID
  let revision: Int?
  let now: Date
  let policy: SessionPolicy
  let command: CommandID

  var reads: [RecordKey] { [.profile(of: account)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<DiscoveryProfile, ProfileError>> {
    let stored = try draft.read(DiscoveryProfile.self, .profile(of: account))
    if let stored {
      switch draft.effect(of: command, on: stored) {
      case .absent: break
      case .present: return .stand(.success(stored))
      case .uncertain: return .uncertain
      }
      if let revision, stored.times.revision != revision { return .stand(.failure(.stale(current: stored))) }
    } else if revision != nil {
      return .stand(.failure(.notFound))
    }
    var profile = stored ?? DiscoveryProfile(of: account, DiscoveryContent(), at: now, by: command)
    do {
      let changed = try profile.apply(patch, at: now, policy: policy, command: command)
      guard changed || stored == nil else { return .stand(.success(profile)) }
    } catch {
      return .stand(.failure(.invalid(error)))
    }
    draft.put(profile)
    draft.emit(
      DomainEvent(
        id: DomainEvent.ID(command: command, ordinal: 0), kind: stored == nil ? .profileCreated : .profileUpdated,
        subject: profile.key, actor: .account(account), time: now))
    return .write(.success(profile))
  }
}

extension DomainEvent.Kind {
  /// An account's profile began.
  public static let profileCreated = Self(rawValue: "profile.created")
  /// The account wrote something into its profile, or a model read it from what they said.
  public static let profileUpdated = Self(rawValue: "profile.updated")
  /// A claim merged a session's content into a profile.
  public static let profileMerged = Self(rawValue: "profile.merged")
  /// A claim was undone, and the profile no longer has what came with it.
  public static let profileUnmerged = Self(rawValue: "profile.unmerged")
}
