/// What the command line asks for.
struct Options {
  var json = false
  var sizes = [1_000, 10_000, 100_000, 1_000_000]
  var operations = Operation.allCases
  var threads = [1, 2]

  /// How often each side of a measurement takes its turn. Turns are short and many: on a busy machine a long one is interrupted.
  var rounds = 121

  /// For how many sessions memory is measured; nil to leave it out.
  var residentSessions: Int? = 100_000

  /// Whether only the options are asked for.
  var wantsUsage = false

  /// Set in a child process that only fills one side and says how much memory that took.
  var resident: Resident.Side?

  init(_ arguments: some Sequence<String>) throws(Misuse) {
    var arguments = arguments.makeIterator()
    var chosen: [Operation] = []
    while let argument = arguments.next() {
      switch argument {
      case "--help", "-h": wantsUsage = true
      case "--json": json = true
      case "--quick":
        sizes = [1_000, 10_000]
        rounds = 41
        residentSessions = 10_000
      case "--sessions":
        guard let size = arguments.next().flatMap({ Int($0) }), size > 0 else { throw Misuse(argument) }
        sizes = [size]
        residentSessions = size
      case "--rounds":
        guard let count = arguments.next().flatMap({ Int($0) }), count > 0 else { throw Misuse(argument) }
        rounds = count
      case "--threads":
        guard let count = arguments.next().flatMap({ Int($0) }), count > 0 else { throw Misuse(argument) }
        threads = [count]
      case "--operation":
        guard let operation = arguments.next().flatMap({ Operation(rawValue: $0) }) else { throw Misuse(argument) }
        chosen.append(operation)
        operations = chosen
      case "--resident":
        guard let side = arguments.next().flatMap({ Resident.Side(rawValue: $0) }) else { throw Misuse(argument) }
        resident = side
      default: throw Misuse(argument)
      }
    }
    if !chosen.isEmpty { residentSessions = nil }
  }

  /// The options, for people.
  static let usage = """
    Measures the library on the in-memory store beside the bare parts that no design can avoid.

      --quick            stores of 1,000 and 10,000 sessions, and fewer turns
      --sessions N       one store of N sessions
      --operation NAME   this operation alone; may come several times:
                         \(Operation.allCases.map(\.rawValue).joined(separator: ", "))
      --threads N        on N threads alone
      --rounds N         N turns for each side
      --json             a line of JSON for each result
      --help             this text
    """

  /// An argument that is unknown or lacks its value.
  struct Misuse: Error, CustomStringConvertible {
    let description: String

    init(_ argument: String) { description = "\(argument)?\n\n\(Options.usage)" }
  }
}
