import SimulationKit
import Testing

@Suite("ST-4: a crash before and after each call of the store")
struct CrashTests {
  @Test(
    "ST-4: whatever call an operation dies at, all rules hold, and the visitor's next try is answered",
    arguments: Pairs.operations, Pairs.Stage.allCases)
  func retry(_ operation: Operation, _ stage: Pairs.Stage) {
    let crashes = Crashes(of: operation, in: stage)
    #expect(crashes.violations.isEmpty)
    #expect(!crashes.points.isEmpty)
    #expect(crashes.points.count % 2 == 0)
  }
}
