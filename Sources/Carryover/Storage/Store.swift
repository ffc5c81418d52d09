/// The one protocol between the core and a database: load, commit, list, feed.
///
/// Everything the library guarantees rests on what is promised here, and the conformance kit in `CarryoverTesting` checks every
/// sentence of it. A store decides nothing: it keeps records, their shelf entries and the feed of events.
public protocol Store: Sendable {
  /// How much the store takes at once.
  var limits: StoreLimits { get }

  /// Loads records, all of one moment.
  ///
  /// The answer has one item for each key, in the order asked. Where a found record has a target, an item for the target
  /// follows, of the same moment; a target is not followed further. Expiry is no concern of a store: what is there is found.
  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded

  /// Applies changes and events at one instant, or nothing at all.
  ///
  /// Every change's expectation is verified, those of `keep` and `keepAbsent` too, at that same instant: of two commits that
  /// rest on what the other changes, one fails with `conflict`. Success means durable, and visible to every later load. Of the written records
  /// the shelf entries are replaced, of the deleted ones removed. Whoever cannot know whether the changes were applied says
  /// `unknown`.
  func commit(_ commit: Commit) async throws(StoreError)

  /// Lists what stands on the query's shelves beyond a place, in the query's direction, as of one moment.
  ///
  /// A page holds at most `limit` candidates, at least one being asked for. It may hold fewer and still name a next place. Records that stand on the shelf during a whole walk come
  /// exactly once, whatever is added or removed meanwhile.
  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage

  /// Reads the events beyond a position, at most `limit`.
  ///
  /// Nothing ever appears at or before a position handed out. Events of a commit keep their order; the events of a commit that saw
  /// another commit's effect come after that one's; every event appears eventually. A position that was trimmed away or is foreign is `gone`.
  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage
}
