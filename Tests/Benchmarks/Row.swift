/// One line of the outcome.
struct Row {
  let operation: Operation
  let store = "memory"
  let sessions: Int
  let threads: Int
  let median: Duration
  let bareMedian: Duration

  var ratio: Double { median / bareMedian }

  var json: String {
    """
    {"operation":"\(operation.rawValue)","store":"\(store)","sessions":\(sessions),"threads":\(threads),\
    "median_ns":\(median.nanoseconds),"bare_ns":\(bareMedian.nanoseconds),"ratio":\(ratio.text(decimals: 2))}
    """
  }
}

extension [Duration] {
  var median: Duration { sorted()[count / 2] }
}

extension Duration {
  var nanoseconds: Int { Int(self / .nanoseconds(1)) }
}

extension Double {
  /// The number with a fixed count of decimals.
  func text(decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((magnitude * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    let padding = String(repeating: "0", count: decimals - fraction.utf8.count)
    return "\(self < 0 && scaled > 0 ? "-" : "")\(scaled / scale).\(padding)\(fraction)"
  }
}
