import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-7 the number reader")
struct NumberReaderTests {
  @Test(arguments: ["English", "German", "French", "doubtful"])
  func `every line of the tables is read as it says`(_ name: String) throws {
    let table = try #require(NumberTable.all[name])

    for line in table.lines {
      let reading = NumberReader().read(line.text)
      #expect(reading.notation == line.expected, "\(line.text)")
    }
  }

  @Test func `the tables have hundreds of lines in each language, and no text twice`() {
    let texts = NumberTable.all.values.flatMap(\.lines).map(\.text)

    #expect(texts.count >= 800)
    #expect(Set(texts.map { Array($0.utf8) }).count == texts.count)
    for table in NumberTable.all.values { #expect(table.lines.count >= 120) }
  }
}
