import Carryover
import Testing

/// The bodies that the article shows are what a host copies, so they have to be right.
@Suite struct RequestBodyTests {
  private let bodies: [JSONTree]

  init() throws {
    let document = try Document(path: "Sources/Carryover/Carryover.docc/AskingAModel.md")
    bodies = try document.blocks.filter { $0.language == "json" }.map {
      try JSONText.read($0.lines.joined(separator: "\n"))
    }
  }

  @Test func `EX-4 every body of the article holds the library's schema where its provider looks for it`() throws {
    let schema = try JSONText.read(ExtractionSchema.text, as: JSONTree.self)
    let places = [
      ["response_format", "json_schema", "schema"], ["output_config", "format", "schema"],
      ["tools", "0", "input_schema"], ["generationConfig", "responseJsonSchema"],
    ]
    #expect(bodies.count == places.count)
    for (body, place) in zip(bodies, places) {
      #expect(body.at(place) == schema, "\(place)")
    }
  }

  @Test func `EX-2 every body has a place for the system text and one for the transcript`() {
    let systems = [["messages", "0", "content"], ["system"], ["system"], ["systemInstruction", "parts", "0", "text"]]
    let transcripts = [
      ["messages", "1", "content"], ["messages", "0", "content"], ["messages", "0", "content"],
      ["contents", "0", "parts", "0", "text"],
    ]
    #expect(zip(bodies, systems).map { $0.at($1) }.allSatisfy { $0 == .text("the system text of the request") })
    #expect(zip(bodies, transcripts).map { $0.at($1) }.allSatisfy { $0 == .text("the transcript of the request") })
  }

  @Test func `EX-4 the schema demands a reply that the reader reads`() throws {
    let schema = try JSONText.read(ExtractionSchema.text, as: JSONTree.self)
    let item = try #require(schema.at(["properties", "items", "items"]))
    guard case .object(let members)? = item.at(["properties"]), case .list(let required)? = item.at(["required"]) else {
      Issue.record("the schema has no members")
      return
    }
    #expect(members.keys.sorted().map(JSONTree.text) == required)
    let reply = "{" + members.keys.sorted().map { "\"\($0)\":\"x\"" }.joined(separator: ",") + "}"
    let reading = try ExtractionPolicy().read(ModelReply("{\"items\":[\(reply)]}"), of: [])
    #expect(reading.dropped.map(\.reason) == [.unknownKey])
  }
}

/// JSON whose members have no order.
private enum JSONTree: Decodable, Equatable {
  case object([String: JSONTree])
  case list([JSONTree])
  case text(String)
  case number(Double)
  case flag(Bool)

  init(from decoder: any Decoder) throws {
    let single = try decoder.singleValueContainer()
    if let members = try? single.decode([String: JSONTree].self) {
      self = .object(members)
    } else if let items = try? single.decode([JSONTree].self) {
      self = .list(items)
    } else if let flag = try? single.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? single.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try single.decode(String.self))
    }
  }

  /// What stands at the end of a path of names and places.
  func at(_ path: [String]) -> JSONTree? {
    guard let first = path.first else { return self }
    let next: JSONTree? =
      switch self {
      case .object(let members): members[first]
      case .list(let items): Int(first).flatMap { items.indices.contains($0) ? items[$0] : nil }
      case .text, .number, .flag: nil
      }
    return next?.at(Array(path.dropFirst()))
  }
}
