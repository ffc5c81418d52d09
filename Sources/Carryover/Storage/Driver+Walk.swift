/// What a walk over a shelf has come to.
package protocol WalkReport: Sendable {
  /// How many candidates were looked at.
  var examined: Int { get set }
  /// How many of them could not be acted on because a record cannot be read.
  var unreadable: Int { get set }
  /// Where to go on; nil when there is nothing more to look at.
  var resume: Place? { get set }
  /// Whether something was done that nobody would know of if the report were lost.
  var hasEffect: Bool { get }

  init()
}

extension Driver {
  /// Looks at one batch of what stands on some shelves, lowest place first, and acts on each candidate.
  ///
  /// One that others keep changing is passed over: the next walk comes by it again. So is one whose record cannot be read, lest nothing
  /// beyond it be reached ever again. Any other trouble ends the walk. What was done until
  /// then is reported, and whoever goes on meets the trouble again, with nothing done before it; so an error means that nothing was done.
  package func walk<Report: WalkReport>(
    _ shelves: [Shelf], through bound: Int64? = nil, after place: Place?, limit: Int,
    _ act: (ShelfPage.Candidate, inout Report) async throws(StoreTrouble) -> Void
  ) async throws(StoreTrouble) -> Report {
    let page = try await reading { (store) async throws(StoreError) in
      try await store.list(ShelfQuery(shelves, .ascending, through: bound), after: place, limit: limit)
    }
    var report = Report()
    var last = place
    for candidate in page.candidates {
      do {
        try await act(candidate, &report)
      } catch {
        switch error {
        case .contended: break
        case .unreadable: report.unreadable += 1
        case .unknown, .cancelled, .tooLarge, .gone, .failed:
          guard report.hasEffect else { throw error }
          report.resume = last ?? Place(order: .min, key: candidate.place.key)
          return report
        }
      }
      report.examined += 1
      last = candidate.place
    }
    report.resume = page.next
    return report
  }
}
