import Testing

@testable import Carryover

@Suite("EX-1 discovery catalogue")
struct DiscoveryCatalogueTests {
  @Test func `the standard catalogue has 25 questions and passes its own checks`() throws {
    let standard = DiscoveryCatalogue.standard
    let checked = try standard.questions.map {
      try DiscoveryQuestion(id: $0.id, key: $0.key, label: $0.label, group: $0.group)
    }

    #expect(standard.count == 25)
    #expect(try DiscoveryCatalogue(checked) == standard)
    #expect(Set(standard.questions.map(\.group)).count == 5)
    #expect(standard["facilitySize"]?.label == "Floor area to clean")
  }

  @Test func `a look-up is exact`() {
    #expect(DiscoveryCatalogue.standard["FacilitySize"] == nil)
    #expect(DiscoveryCatalogue.standard[""] == nil)
  }

  @Test(arguments: ["size", "SIZE", "sIzE"])
  func `keys are unique without regard to case`(key: String) throws {
    let questions = [try question("1", "size"), try question("2", key)]

    #expect(throws: FieldError.self) { try DiscoveryCatalogue(questions) }
  }

  @Test(arguments: ROIInput.allCases, [false, true])
  func `the keys of ROI inputs are reserved in any case`(input: ROIInput, shouted: Bool) throws {
    let questions = [try question("1", shouted ? input.rawValue.uppercased() : input.rawValue)]

    #expect(throws: FieldError.self) { try DiscoveryCatalogue(questions) }
  }

  @Test func `two questions cannot share an id`() throws {
    let questions = [try question("1", "size"), try question("1", "type")]

    #expect(throws: FieldError.self) { try DiscoveryCatalogue(questions) }
  }

  @Test(arguments: ["", " \t", "a\u{0}b", "a\nb", String(repeating: "k", count: 65), String(repeating: "é", count: 33)])
  func `a key that is blank, too long or holds control characters is refused`(key: String) {
    #expect(throws: FieldError.self) { try question("1", key) }
  }

  @Test func `a key of 64 bytes is accepted`() throws {
    let key = String(repeating: "k", count: 64)

    #expect(try DiscoveryCatalogue([question("1", key)])[key] != nil)
  }

  @Test func `WI-1 a catalogue reads back as it was written`() throws {
    let text = try JSONText.of(DiscoveryCatalogue([question("1", "size")]))

    #expect(text == #"{"questions":[{"group":"Group","id":"1","key":"size","label":"Label"}]}"#)
    #expect(try JSONText.read(text) == DiscoveryCatalogue([question("1", "size")]))
    #expect(try JSONText.read(JSONText.of(DiscoveryCatalogue.standard)) == DiscoveryCatalogue.standard)
  }

  @Test(arguments: [
    #"{"questions":[{"group":"G","id":"1","key":"laborRate","label":"L"}]}"#,
    #"{"questions":[{"group":"G","id":"1","key":"","label":"L"}]}"#,
    #"{"questions":[{"group":"G","id":"1","key":"a","label":"L"},{"group":"G","id":"2","key":"A","label":"L"}]}"#,
  ])
  func `WI-2 decoding refuses what construction refuses`(text: String) {
    #expect(throws: DecodingError.self) { try JSONText.read(text, as: DiscoveryCatalogue.self) }
  }

  private func question(_ id: String, _ key: String) throws -> DiscoveryQuestion {
    try DiscoveryQuestion(id: id, key: key, label: "Label", group: "Group")
  }
}
