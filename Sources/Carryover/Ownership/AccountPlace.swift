/// A place of an account's own, and whose it is: what leads from a thing that an account began to that account.
///
/// Written with the estate that names the place.
struct AccountPlace: Hashable, Sendable {
  let id: AccountHome
  let account: Account.ID
}

extension Estate {
  /// What leads from its own place back to the account.
  var place: AccountPlace { AccountPlace(id: conversations, account: account) }
}

extension AccountPlace: Stored {
  static var kind: RecordKind { .accountHome }
  var key: RecordKey { Home.account(id).key }
  var target: RecordKey? { nil }
  var entries: [ShelfEntry] { [] }

  enum CodingKeys: String, CodingKey {
    case id, account
  }
}
