import Foundation

/// Measures the library on the in-memory store beside the bare parts that no design can avoid.
///
/// Both sides run in turns within one process, so a busy machine slows both. What counts is the ratio.
@main
struct Benchmarks {
  static func main() async {
    do {
      try await run(try Options(CommandLine.arguments.dropFirst()))
    } catch {
      print(error)
      exit(1)
    }
  }

  private static func run(_ options: Options) async throws {
    guard !options.wantsUsage else { return print(Options.usage) }
    if let side = options.resident {
      try await Resident.measureHere(side, sessions: options.sizes[0])
      return
    }
    let report = Report(json: options.json)
    report.begin()
    var rows: [Row] = []
    for size in options.sizes {
      var scene = try await Scene(sessions: size, rounds: options.rounds)
      for operation in options.operations {
        for threads in options.threads {
          let row = try await scene.measure(operation, threads: threads)
          report.write(row)
          rows.append(row)
        }
      }
    }
    report.writeGains(rows)
    report.writeGrowth(rows)
    report.writeClaims(rows)
    if let size = options.residentSessions {
      report.write(try Resident.measureInChildren(sessions: size))
    }
  }
}
