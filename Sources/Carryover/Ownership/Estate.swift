internal import FoundationEssentials

/// What an account holds: the homes of the sessions that it claimed, and a place of its own for conversations.
struct Estate: Hashable, Sendable {
  /// The account.
  let account: Account.ID

  /// Where the conversations are born that the account itself begins.
  let conversations: AccountHome

  /// The sessions that were claimed, in the order of their claims.
  private(set) var sessions: [Session.ID] = []

  private(set) var times: AuditTimes

  /// How many sessions one account can hold.
  static let maximumSessions = 500

  init(of account: Account.ID, conversations: AccountHome, at now: Date, by command: CommandID) {
    self.account = account
    self.conversations = conversations
    times = AuditTimes(createdAt: now, by: command)
  }
}

extension Estate {
  /// Whether things born in a home are the account's.
  func holds(_ home: Home) -> Bool {
    switch home {
    case .session(let id): sessions.contains(id)
    case .account(let id): id == conversations
    }
  }

  /// All homes whose things are the account's.
  var homes: [Home] { [.account(conversations)] + sessions.map { .session($0) } }

  var isFull: Bool { sessions.count >= Self.maximumSessions }

  mutating func take(_ session: Session.ID, at now: Date, by command: CommandID) {
    guard !sessions.contains(session) else { return }
    sessions.append(session)
    times.change(at: now, by: command)
  }

  mutating func release(_ session: Session.ID, at now: Date, by command: CommandID) {
    guard let index = sessions.firstIndex(of: session) else { return }
    sessions.remove(at: index)
    times.change(at: now, by: command)
  }
}

extension Estate: Stored, Audited {
  static var kind: RecordKind { .estate }
  var key: RecordKey { .estate(of: account) }
  var target: RecordKey? { nil }
  var entries: [ShelfEntry] { [] }

  enum CodingKeys: String, CodingKey {
    case account, conversations, sessions, times
  }
}

extension RecordKey {
  /// The key of an account's estate.
  static func estate(of account: Account.ID) -> RecordKey { RecordKey(.estate, .text(account.text)) }
}
