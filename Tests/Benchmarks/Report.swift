import Foundation

/// Prints what was measured, as a table for people or as lines of JSON for machines.
struct Report {
  let json: Bool

  func begin() {
    guard !json else { return }
    line("operation", "sessions", "threads", "ns", "bare ns", "ratio")
  }

  func write(_ row: Row) {
    guard !json else { return print(row.json) }
    line(
      row.operation.rawValue, "\(row.sessions)", "\(row.threads)", "\(row.median.nanoseconds)",
      "\(row.bareMedian.nanoseconds)", row.ratio.text(decimals: 2))
  }

  /// How much more work two threads do than one.
  func writeGains(_ rows: [Row]) {
    heading("two threads do this many times the work of one")
    for one in rows where one.threads == 1 {
      guard let two = rows.first(where: { $0.isOf(one.operation, one.sessions, threads: 2) }) else { continue }
      let gain = one.median / two.median
      let bareGain = one.bareMedian / two.bareMedian
      guard !json else {
        print(
          """
          {"measure":"two-threads","operation":"\(one.operation.rawValue)","store":"\(one.store)",\
          "sessions":\(one.sessions),"gain":\(gain.text(decimals: 2)),"bare_gain":\(bareGain.text(decimals: 2))}
          """)
        continue
      }
      line(
        one.operation.rawValue, "\(one.sessions)", "", gain.text(decimals: 2), bareGain.text(decimals: 2), "")
    }
  }

  /// How times grow from the smallest scene to the largest: the exponent, and the factor beyond that of the bare parts.
  func writeGrowth(_ rows: [Row]) {
    guard let first = rows.first?.sessions, let last = rows.last?.sessions, first < last else { return }
    heading("growth from \(first) to \(last) sessions: exponent, bare exponent, factor beyond the bare one")
    for small in rows where small.sessions == first {
      guard let large = rows.first(where: { $0.isOf(small.operation, last, threads: small.threads) }) else { continue }
      let growth = large.median / small.median
      let bareGrowth = large.bareMedian / small.bareMedian
      let scale = log(Double(last) / Double(first))
      let figures = [log(growth) / scale, log(bareGrowth) / scale, growth / bareGrowth].map { $0.text(decimals: 2) }
      guard !json else {
        print(
          """
          {"measure":"growth","operation":"\(small.operation.rawValue)","store":"\(small.store)",\
          "threads":\(small.threads),"from":\(first),"to":\(last),\
          "exponent":\(figures[0]),"bare_exponent":\(figures[1]),"beyond_bare":\(figures[2])}
          """)
        continue
      }
      line(small.operation.rawValue, "", "\(small.threads)", figures[0], figures[1], figures[2])
    }
    for threads in [1, 2] {
      guard let small = rows.first(where: { $0.isOf(.sweep, 10_000, threads: threads) }),
        let large = rows.first(where: { $0.isOf(.sweep, 1_000_000, threads: threads) })
      else { continue }
      let ratio = (large.median / small.median).text(decimals: 2)
      let bareRatio = (large.bareMedian / small.bareMedian).text(decimals: 2)
      guard !json else {
        print(
          """
          {"measure":"sweep-growth","store":"\(small.store)","threads":\(threads),"from":10000,"to":1000000,\
          "ratio":\(ratio),"bare_ratio":\(bareRatio)}
          """)
        continue
      }
      heading(
        "a sweep among 1000000 sessions takes \(ratio) times that among 10000 (bare: \(bareRatio), \(threads) threads)")
    }
  }

  /// How much more a claim of 500 conversations costs than one of none. The bare parts see none, so their ratio is the noise.
  func writeClaims(_ rows: [Row]) {
    for none in rows where none.operation == .claimNone {
      guard let many = rows.first(where: { $0.isOf(.claimMany, none.sessions, threads: none.threads) }) else {
        continue
      }
      let ratio = (many.median / none.median).text(decimals: 2)
      let bareRatio = (many.bareMedian / none.bareMedian).text(decimals: 2)
      guard !json else {
        print(
          """
          {"measure":"claim-conversations","store":"\(none.store)","sessions":\(none.sessions),\
          "threads":\(none.threads),"from":0,"to":500,"ratio":\(ratio),"bare_ratio":\(bareRatio)}
          """)
        continue
      }
      heading(
        """
        among \(none.sessions) sessions a claim of 500 conversations takes \(ratio) times that of none \
        (bare: \(bareRatio), \(none.threads) threads)
        """)
    }
  }

  func write(_ memory: Resident) {
    guard !json else {
      return print(
        """
        {"measure":"bytes-per-session","store":"memory","sessions":\(memory.sessions),"bytes":\(memory.bytes),\
        "bare_bytes":\(memory.bareBytes),"ratio":\(memory.ratio.text(decimals: 2))}
        """)
    }
    heading("memory: bytes per session, bare, ratio")
    line("", "\(memory.sessions)", "", "\(memory.bytes)", "\(memory.bareBytes)", memory.ratio.text(decimals: 2))
  }

  private func heading(_ text: String) {
    if !json { print("\n\(text)") }
  }

  private func line(_ cells: String...) {
    let widths = [14, 10, 9, 12, 12, 8]
    print(
      zip(cells, widths).map { cell, width in
        let padding = String(repeating: " ", count: max(0, width - cell.count))
        return width == 14 ? cell + padding : padding + cell
      }.joined())
  }
}

extension Row {
  func isOf(_ operation: Operation, _ sessions: Int, threads: Int) -> Bool {
    self.operation == operation && self.sessions == sessions && self.threads == threads
  }
}
