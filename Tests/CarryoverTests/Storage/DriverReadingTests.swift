import Testing

@testable import Carryover

@Suite("ST-1 the driver reads outside of a decision")
struct DriverReadingTests {
  let pauses = Pauses()

  private func read(
    failing errors: [StoreError], attempts: Int = 4
  ) async throws(StoreTrouble) -> (answer: String, calls: Int) {
    var calls = 0
    let answer = try await Driver.test(ScriptedStore(), pauses, attempts: attempts).reading {
      (_) async throws(StoreError) in
      calls += 1
      guard calls > errors.count else { throw errors[calls - 1] }
      return "answer"
    }
    return (answer, calls)
  }

  @Test func `a store that cannot be read is given time, longer each time`() async throws {
    #expect(try await read(failing: [.busy, .unknown, .conflict([])]) == ("answer", 4))
    #expect(pauses.all.map { ($0 + .microseconds(1)).milliseconds } == [2, 4, 8])
  }

  @Test(arguments: [(0, 1), (-3, 1), (1, 1), (3, 3)])
  func `attempts are bounded, at least one, and the error says how many there were`(attempts: Int, made: Int) async {
    await #expect(throws: StoreTrouble.contended(attempts: made)) {
      try await read(failing: Array(repeating: .busy, count: 9), attempts: attempts)
    }
    #expect(pauses.all.count == made - 1)
  }

  @Test(arguments: [
    (StoreError.tooLarge(.keysPerLoad(limit: 3)), StoreTrouble.tooLarge(.keysPerLoad(limit: 3))),
    (.failed("no table"), .failed("no table")), (.gone, .gone), (.cancelled, .cancelled),
  ])
  func `what trying again cannot mend passes through at once`(error: StoreError, trouble: StoreTrouble) async {
    await #expect(throws: trouble) { try await read(failing: [error]) }
    #expect(pauses.all.isEmpty)
  }

  @Test func `a task that was cancelled meanwhile does not ask again`() async {
    let driver = Driver.test(ScriptedStore(), Pauses { _ in withUnsafeCurrentTask { $0?.cancel() } })
    let calls = Counter()
    await Task {
      _ = await #expect(throws: StoreTrouble.cancelled) {
        try await driver.reading { (_) async throws(StoreError) in
          calls.next()
          throw .busy
        }
      }
    }.value

    #expect(calls.count == 1)
  }
}
