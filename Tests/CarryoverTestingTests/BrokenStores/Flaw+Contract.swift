extension Flaw {
  /// The contract that must refuse a store with this flaw.
  var contract: String {
    switch self {
    case .silentAbsence: "load/absent-is-nil"
    case .emptyLoad: "load/nothing-asked-nothing-answered"
    case .sortedAnswers: "load/order-is-kept"
    case .singleAnswers: "load/repeats-are-answered"
    case .cutLoad: "load/many-keys-at-once"
    case .forgottenTarget: "load/target-comes-along"
    case .omittedTarget: "load/target-may-be-absent"
    case .followedTarget: "load/target-is-one-step"
    case .targetKept: "load/target-is-current"
    case .tornLoad, .tornCommit: "load/one-moment"
    case .lateTarget: "load/slot-and-target-of-one-moment"

    case .foldedKeys: "identity/case-matters"
    case .normalisedKeys: "identity/unicode-spellings-are-apart"
    case .trimmedKeys: "identity/spaces-matter"
    case .truncatedKeys: "identity/every-byte-counts"
    case .quotelessKeys: "identity/no-character-is-special"
    case .numericKeys: "identity/numbers-are-text"
    case .kindlessKeys: "identity/kinds-are-apart"

    case .staleLoad: "commit/insert-is-seen-at-once"
    case .upsertingInsert: "commit/insert-demands-absence"
    case .versionlessReplace: "commit/replace-demands-its-version"
    case .revivingReplace: "commit/replace-demands-presence"
    case .deletedKeysTaken: "commit/delete-removes"
    case .unconditionalDelete, .versionlessDelete: "commit/delete-demands-its-version"
    case .idempotentDelete: "commit/delete-demands-presence"
    case .keepUnverified, .versionlessKeep, .keepOfNothing: "commit/keep-is-verified"
    case .keepAbsentUnverified: "commit/keep-absent-is-verified"
    case .keepMovesVersion: "commit/keeps-change-nothing"
    case .namelessConflict: "commit/conflict-names-a-culprit"
    case .firstChangeOnly, .halfAppliedConflict, .appliedConflict, .eventsDespiteConflict: "commit/all-or-nothing"
    case .lonelyDeletes: "commit/all-kinds-together"
    case .smallBites: "commit/many-changes-together"
    case .repeatedChanges: "commit/one-change-for-a-key"
    case .emptyCommit: "commit/empty-commit-is-fine"

    case .narrowVersions: "version/every-write-makes-a-new-one"
    case .versionByBody: "version/same-body-is-a-new-version"
    case .versionPerRecord: "version/never-used-again"
    case .versionOfStore: "version/others-keep-theirs"
    case .equalEntriesLeft: "version/lists-and-loads-agree"

    case .reformattedBody, .emptyIsAbsent: "body/layout-is-kept"
    case .normalisedBody, .narrowBody: "body/unicode-is-kept"
    case .unescapedBody: "body/escapes-are-kept"
    case .floatingNumbers: "body/numbers-are-kept"
    case .roundedDates: "body/dates-are-kept"
    case .cutBody: "body/length-is-kept"

    case .tinyLimits: "limit/numbers-leave-room"
    case .boundlessLoad: "limit/keys-per-load"
    case .boundlessCommit, .partlyTooLarge, .namelessLimit: "limit/changes-per-commit"
    case .freeKeeps: "limit/keeps-count"
    case .countedEvents: "limit/events-do-not-count"
    case .boundlessBody: "limit/bytes-per-record"

    default: "?"
    }
  }
}
