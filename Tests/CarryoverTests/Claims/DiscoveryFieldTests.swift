import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-6 every discovery field is declared to the merge")
struct DiscoveryFieldTests {
  @Test func `CL-11 every stored field of discovery content has a merge rule`() throws {
    var fields = DiscoveryContent.Fields()
    for (field, statement) in try DiscoveryFieldTests.one(of: .allCases) { fields[field] = statement }

    expectAllWritten(fields, comparedWith: DiscoveryContent.Fields())
    expectAllWritten(fields.roiInputs, comparedWith: SourcedROIInputs())
    #expect(DiscoveryContent().merging(DiscoveryContent(fields)).content.fields == fields)
  }

  /// Writing to every field that the merge knows must leave no stored property as it was.
  private func expectAllWritten<Value>(_ full: Value, comparedWith empty: Value) {
    for (full, empty) in zip(Mirror(reflecting: full).children, Mirror(reflecting: empty).children) {
      #expect(
        "\(full.value)" != "\(empty.value)",
        """
        \(full.label ?? "a property") of \(Value.self) is stored, but the merge does not know it. Declare it where the coding keys \
        are, and follow the compiler.
        """)
    }
  }

  @Test func `every kind of field is read and written through the one door`() throws {
    for (field, statement) in try DiscoveryFieldTests.one(of: .allCases) {
      var fields = DiscoveryContent.Fields()
      fields[field] = statement
      #expect(fields[field] == statement, "\(field) does not read back")
      #expect(fields.written == [field])
      #expect(fields != DiscoveryContent.Fields())
      #expect(DiscoveryContent(fields).size == DiscoveryContent.size(statement, \.size))
      try field.check(statement)
      fields[field] = nil
      #expect(fields == DiscoveryContent.Fields())
    }
  }

  @Test func `a statement of another type changes nothing and is refused by decoding`() throws {
    let all = try DiscoveryFieldTests.one(of: .allCases)
    for (field, statement) in all {
      var fields = DiscoveryContent.Fields()
      fields[field] = statement
      for (other, foreign) in all where type(of: foreign.value?.payload) != type(of: statement.value?.payload) {
        guard (try? field.check(foreign)) == nil else {
          Issue.record("\(field) holds what \(other) says")
          continue
        }
        let before = fields
        fields[field] = foreign
        #expect(fields == before)
      }
    }
  }

  @Test(arguments: [
    "currentQuestionIndex", "phase", "timeframe", "answers.facilitySize", "roiInputs.laborRate",
    "selectedProductIds.p-1",
    "answers.", "answers.a.b", "answers..", "answers.\u{301}a", "answers.\u{0}", "answers.\n", "selectedProductIds.a.b",
  ])
  func `WI-1 a field has a text form that reads back`(text: String) throws {
    let field = try #require(DiscoveryField(text))

    #expect(Array(field.description.utf8) == Array(text.utf8))
    #expect(try JSONText.read(JSONText.of(field)) == field)
  }

  @Test(arguments: [
    "", ".", "questionIndex", "phase.", "phase.x", "timeframe.", "answers", "roiInputs", "roiInputs.", "roiInputs.rent",
    "selectedProductIds", "selectedProductIds.", "selectedProductIds.null", "Phase", " phase", "answer.x",
  ])
  func `WI-1 any other text names no field`(text: String) {
    #expect(DiscoveryField(text) == nil)
    #expect(throws: DecodingError.self) { try JSONText.read("\"\(text)\"", as: DiscoveryField.self) }
  }

  @Test func `fields sort by kind, those that exist once first, then by key`() throws {
    let sorted = [
      "currentQuestionIndex", "phase", "timeframe", "roiInputs.laborRate", "roiInputs.utilization", "answers.a",
      "answers.b",
      "selectedProductIds.a", "selectedProductIds.b",
    ]

    #expect(sorted.reversed().compactMap(DiscoveryField.init).sorted().map(\.description) == sorted)
  }

  /// A field of each kind, and of each ROI input, with a statement that it can hold.
  static func one(of kinds: [DiscoveryField.Kind]) throws -> [(DiscoveryField, DiscoveryStatement)] {
    let id = try Product.ID("p1")
    return try kinds.flatMap { kind -> [(DiscoveryField, DiscoveryFieldValue)] in
      switch kind {
      case .questionIndex: [(.questionIndex, .index(3))]
      case .phase: [(.phase, .phase(.roi))]
      case .timeframe: [(.timeframe, .text("soon"))]
      case .answers: [(.answer("type"), .answer(try MergeScene.answer("Airport", to: "type")))]
      case .products: [(.product(id), .product(id))]
      case .roiInputs:
        try ROIInput.allCases.map { input in
          switch input {
          case .laborRate, .manualMonthlySpend:
            (.roiInput(input), .money(MoneyFigure(try Figure(42), try CurrencyCode("EUR"))))
          case .utilization, .maintenanceFactor, .manualMonthlyHours: (.roiInput(input), .figure(try Figure(1)))
          }
        }
      }
    }.map { ($0, DiscoveryStatement(value: $1, source: .visitor, at: MergeScene.start, replaced: $1)) }
  }
}

extension [DiscoveryField.Kind] {
  static var allCases: Self { DiscoveryField.Kind.allCases }
}
