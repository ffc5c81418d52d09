import Carryover
import CarryoverInMemory
import Foundation

/// How much memory a session takes, on each side. Measured in fresh processes, so that neither side reuses what another freed.
struct Resident {
  let sessions: Int
  let bytes: Int
  let bareBytes: Int

  var ratio: Double { Double(bytes) / Double(bareBytes) }

  enum Side: String {
    case store, bare
  }

  /// Fills one side in this process and prints the growth of its resident memory.
  static func measureHere(_ side: Side, sessions: Int) async throws {
    // Few events, because they are kept for readers of the feed and not for each session.
    let store = InMemoryStore(eventsKept: 1)
    let bare = BareSessions()
    func fill(_ count: Int) async throws {
      switch side {
      case .store:
        let visits = Sessions(store: store)
        for _ in 0..<count { _ = try await visits.createFilled() }
      case .bare:
        let visits = Sessions(store: InMemoryStore(eventsKept: 1))
        for _ in 0..<count {
          let session = try await visits.createFilled().session
          bare.write(session, under: session.token)
        }
      }
    }
    // What the first sessions allocate beside themselves is not counted.
    try await fill(1_000)
    let before = residentBytes
    for _ in 0..<sessions / 1_000 { try await fill(1_000) }
    print(residentBytes - before)
    withExtendedLifetime((store, bare)) {}
    exit(0)
  }

  /// Measures both sides, each in a process of its own.
  static func measureInChildren(sessions: Int) throws -> Resident {
    func measure(_ side: Side) throws -> Int {
      let child = Process()
      let output = Pipe()
      child.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      child.arguments = ["--resident", side.rawValue, "--sessions", String(sessions)]
      child.standardOutput = output
      try child.run()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      child.waitUntilExit()
      guard let growth = Int(text.trimmingCharacters(in: .newlines)) else {
        throw Surprise(description: "\(side): \(text)")
      }
      return growth / sessions
    }
    return Resident(sessions: sessions, bytes: try measure(.store), bareBytes: try measure(.bare))
  }

  private static var residentBytes: Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * sysconf(Int32(_SC_PAGESIZE))
  }
}
