/// Namespace of accounts: users that the host knows by a verified identity.
public enum Account {
  /// The host's identifier of an account.
  public typealias ID = HostID<Account>
}

/// Namespace of providers: those who serve, as opposed to those who ask.
public enum Provider {
  /// The host's identifier of a provider.
  public typealias ID = HostID<Provider>
}

/// Who asks. Every operation that changes or exports anything takes a caller and checks it against what is stored.
public enum Caller: Hashable, Sendable {
  /// A visitor: the session, and the digest of the token it came by. Checked again by each operation, at that operation's time.
  case session(Session.ID, by: TokenDigest)
  /// An account that the host verified.
  case account(Account.ID)
  /// A provider that the host verified.
  case provider(Provider.ID)
  /// Sweeps, repair and expiry.
  case system
}

extension Caller {
  /// The caller as an event names it: without the digest.
  public var actor: DomainEvent.Actor {
    switch self {
    case .session(let id, _): .session(id)
    case .account(let id): .account(id)
    case .provider(let id): .provider(id)
    case .system: .system
    }
  }
}

/// Namespace of commands: one attempt of a caller to change something, however often it is tried.
package enum CommandTag {}

/// Identifies a command. Minted before the first try, so that every try is the same command.
package typealias CommandID = MintedID<CommandTag>
