internal import FoundationEssentials

/// What is stored under a receipt's key: the receipt, or what is left of it.
package enum StoredReceipt: Hashable, Sendable {
  case personal(ClaimReceipt)
  case anonymous(AnonymousReceipt)
}

extension StoredReceipt: Stored {
  package static var kind: RecordKind { .claimReceipt }
  package var target: RecordKey? { nil }

  package var key: RecordKey {
    switch self {
    case .personal(let receipt): .claimReceipt(receipt.id)
    case .anonymous(let receipt): .claimReceipt(receipt.id)
    }
  }

  /// Only what names an account can be found by it.
  package var entries: [ShelfEntry] {
    guard case .personal(let receipt) = self else { return [] }
    return [ShelfEntry(.receipts(of: receipt.account), order: receipt.claimedAt.milliseconds)]
  }
}

extension StoredReceipt: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnonymousReceipt.CodingKeys.self)
    self =
      if container.contains(.anonymisedAt) {
        .anonymous(try AnonymousReceipt(from: decoder))
      } else {
        .personal(try ClaimReceipt(from: decoder))
      }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .personal(let receipt): try receipt.encode(to: encoder)
    case .anonymous(let receipt): try receipt.encode(to: encoder)
    }
  }
}

extension Draft {
  /// A receipt that still says whose it is.
  mutating func receipt(_ id: ClaimReceipt.ID) throws(Unread) -> ClaimReceipt? {
    guard case .personal(let receipt)? = try read(StoredReceipt.self, .claimReceipt(id)) else { return nil }
    return receipt
  }
}

extension RecordKey {
  /// The key of a claim's receipt.
  public static func claimReceipt(_ id: ClaimReceipt.ID) -> RecordKey { RecordKey(.claimReceipt, .minted(id.bits)) }
}

extension Shelf {
  /// The receipts that name an account, by the time of the claim: those of undone claims too.
  static func receipts(of account: Account.ID) -> Shelf { Shelf(.receipts, of: .estate(of: account)) }
}
