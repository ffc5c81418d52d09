public import FoundationEssentials

/// What happened, as others may know it: who did what to which subject, and when.
///
/// An event is committed together with the change it tells of. It carries identifiers and counts, never a secret and never
/// personal text. On the wire and in a database it is a CloudEvents 1.0 JSON object.
public struct DomainEvent: Hashable, Sendable {
  /// What kind of thing happened, such as `session.created`. Open: a reader keeps kinds that it does not know.
  public struct Kind: Hashable, Sendable, RawRepresentable {
    /// The name, lower case with dots.
    public let rawValue: String

    /// Takes a name as it is.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// Whether the name can be sent on: not empty, and on one line.
    package var isSendable: Bool {
      !rawValue.isEmpty && !rawValue.hasControlCharacters
    }
  }

  /// Who acted.
  public enum Actor: Hashable, Sendable {
    /// A visitor, by session.
    case session(Session.ID)
    /// An account.
    case account(Account.ID)
    /// A provider.
    case provider(Provider.ID)
    /// Sweeps, repair and expiry.
    case system
  }

  /// Names one event of one command, the same however often the command was tried.
  public struct ID: Hashable, Sendable {
    package let command: CommandID
    package let ordinal: Int

    package init(command: CommandID, ordinal: Int) {
      self.command = command
      self.ordinal = ordinal
    }
  }

  /// The event's identity.
  public let id: ID

  /// What happened.
  public let kind: Kind

  /// The record that it happened to.
  public let subject: RecordKey

  /// Who acted.
  public let actor: Actor

  /// When, in whole milliseconds.
  public let time: Date

  /// A few facts, such as names of fields and counts.
  public let facts: [String: String]

  /// Puts an event together. Operations of the library make their own; hosts need this in tests of a store.
  public init(id: ID, kind: Kind, subject: RecordKey, actor: Actor, time: Date, facts: [String: String] = [:]) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.actor = actor
    self.time = time.wholeMilliseconds
    self.facts = facts
  }
}

extension DomainEvent.ID: LosslessStringConvertible {
  /// Makes an identity for an event of a host's own test.
  public init(_ command: UUID, ordinal: Int) {
    self.init(command: CommandID(command), ordinal: ordinal)
  }

  /// Reads the text form; nil for anything else.
  public init?(_ text: String) {
    guard text.utf8.count > 37, let command = CommandID(String(text.prefix(36))),
      text.dropFirst(36).first == ".", let ordinal = Int(text.dropFirst(37)), ordinal >= 0
    else { return nil }
    self.init(command: command, ordinal: ordinal)
    // A number has many spellings, an identity one.
    guard description == text else { return nil }
  }

  /// The command and the event's number within it, such as `0190a1b2-c3d4-7e5f-8a6b-000000000001.0`.
  public var description: String { "\(command).\(ordinal)" }
}

extension DomainEvent.Actor: LosslessStringConvertible {
  /// The actor's kind and identity, such as `account/42`, or `system`.
  public var description: String {
    switch self {
    case .session(let id): "session/\(id)"
    case .account(let id): "account/\(id)"
    case .provider(let id): "provider/\(id)"
    case .system: "system"
    }
  }

  /// Reads the text form; nil for anything else.
  public init?(_ text: String) {
    if text == "system" {
      self = .system
      return
    }
    guard let slash = text.utf8.firstIndex(of: 0x2F) else { return nil }
    let identity = String(text[text.utf8.index(after: slash)...])
    switch text[..<slash] {
    case "session":
      guard let id = Session.ID(identity) else { return nil }
      self = .session(id)
    case "account":
      guard let id = try? Account.ID(identity) else { return nil }
      self = .account(id)
    case "provider":
      guard let id = try? Provider.ID(identity) else { return nil }
      self = .provider(id)
    default: return nil
    }
  }
}
