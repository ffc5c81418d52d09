internal import Carryover

/// A mistake that somebody could make in a driver or a store. The simulation must find each of them.
package enum PlantedBug: String, Hashable, Sendable, CaseIterable {
  /// A lost answer to a commit is taken for `busy`: certainly not applied.
  case takesLostForBusy
  /// A lost answer is tried again as a new command, with new identifiers.
  case mintsAnew
  /// What a commit only read is not verified.
  case skipsKeeps
  /// A replaced record is not verified: the last writer wins.
  case overwrites
  /// An insert overwrites what is there.
  case upserts
  /// A connection that breaks in a commit leaves half of it behind.
  case appliesHalf
  /// A load pairs a record with the version of a later moment.
  case tearsLoads
  /// A deletion rests on the index alone: the record's version is not verified.
  case deletesByIndex
  /// Some loads are answered by a replica that lags behind.
  case readsStale
  /// A claim is stored with one answer less in the profile.
  case losesAnswers
  /// A claim is stored without the change of the estate.
  case leavesEstates
  /// A message is counted and not stored.
  case losesMessages
}

extension PlantedBug {
  /// The subjects in which it shows.
  package var subjects: [Subject] {
    switch self {
    case .takesLostForBusy, .skipsKeeps, .overwrites, .upserts, .appliesHalf, .tearsLoads, .deletesByIndex, .readsStale:
      Subject.allCases
    // Only clients of sessions make a new command of every try.
    case .mintsAnew: [.sessions]
    case .losesAnswers, .leavesEstates, .losesMessages: [.claims]
    }
  }
}

extension PlantedBug {
  /// The mistake as something between the driver and the network.
  func above(_ store: any Store) -> any Store {
    switch self {
    case .takesLostForBusy, .tearsLoads: CarelessClient(store, self)
    case .mintsAnew, .skipsKeeps, .overwrites, .upserts, .appliesHalf, .deletesByIndex, .readsStale, .losesAnswers,
      .leavesEstates, .losesMessages:
      store
    }
  }

  /// The mistake as something between the network and the records.
  func below(_ store: any Store) -> any Store {
    switch self {
    case .takesLostForBusy, .tearsLoads, .mintsAnew: store
    case .skipsKeeps, .overwrites, .upserts, .appliesHalf, .deletesByIndex, .readsStale, .losesAnswers, .leavesEstates,
      .losesMessages:
      CarelessStore(store, self)
    }
  }
}
