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

  /// Set in a child process that only fills one side and says how much memory that took.
  var resident: Resident.Side?

  init(_ arguments: some Sequence<String>) throws(Misuse) {
    var arguments = arguments.makeIterator()
    while let argument = arguments.next() {
      switch argument {
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
        operations = [operation]
        residentSessions = nil
      case "--resident":
        guard let side = arguments.next().flatMap({ Resident.Side(rawValue: $0) }) else { throw Misuse(argument) }
        resident = side
      default: throw Misuse(argument)
      }
    }
  }

  /// An argument that is unknown or lacks its value.
  struct Misuse: Error, CustomStringConvertible {
    let description: String

    init(_ argument: String) {
      let names = Operation.allCases.map(\.rawValue).joined(separator: "|")
      description = "\(argument)? Options: --json, --quick, --sessions N, --rounds N, --threads N, --operation \(names)"
    }
  }
}
