import FoundationEssentials
import Testing

@testable import Carryover

/// What three providers accept as the schema of a reply, each rule with where it was read. All were read on 2026-11-21.
///
/// - OpenAI, strict mode: platform.openai.com/docs/guides/structured-outputs, as restated in
///   learn.microsoft.com/azure/ai-services/openai/how-to/structured-outputs, and
///   github.com/openai/openai-python, src/openai/lib/_pydantic.py.
/// - Anthropic, structured outputs and strict tools: platform.claude.com/docs/en/build-with-claude/structured-outputs, as restated in
///   hexdocs.pm/lang_schema/LangSchema.Converter.Anthropic.html, and
///   github.com/anthropics/anthropic-sdk-python, src/anthropic/lib/_parse/_transform.py.
/// - Gemini, JSON schema: ai.google.dev/gemini-api/docs/structured-output and the list of keywords of the field for JSON schemas in
///   ai.google.dev/api/generate-content, as repeated in
///   googleapis.github.io/js-genai/release_docs/interfaces/types.GenerateContentConfig.html. The older field `responseSchema` is another language, has no `additionalProperties`, and is not for
///   this text.
@Suite("EX-4: one schema that OpenAI, Anthropic and Gemini accept")
struct ExtractionSchemaTests {
  /// A schema, or a part of one.
  private struct Schema: Codable, Equatable {
    var additionalProperties: Bool?
    var `enum`: [String]?
    var items: [Schema]?
    var properties: [String: Schema]?
    var required: [String]?
    var type: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      additionalProperties = try container.decodeIfPresent(Bool.self, forKey: .additionalProperties)
      `enum` = try container.decodeIfPresent([String].self, forKey: .enum)
      items = try container.contains(.items) ? [container.decode(Schema.self, forKey: .items)] : nil
      properties = try container.decodeIfPresent([String: Schema].self, forKey: .properties)
      required = try container.decodeIfPresent([String].self, forKey: .required)
      type = try container.decode(String.self, forKey: .type)
    }

    var parts: [Schema] { [self] + ((items ?? []) + (properties ?? [:]).values).flatMap(\.parts) }
  }

  private struct AnyKeys: Decodable {
    let all: Set<String>

    init(from decoder: any Decoder) throws {
      var all: Set<String> = []
      if let object = try? decoder.singleValueContainer().decode([String: AnyKeys].self) {
        for (key, value) in object { all.formUnion(value.all.union([key])) }
      }
      self.all = all
    }
  }

  private func schema() throws -> Schema { try JSONText.read(ExtractionSchema.text) }

  @Test func `EX-4: it is an array of objects with five texts`() throws {
    let root = try schema()
    let item = try #require(root.properties?["items"]?.items?.first)
    #expect(root.properties?.keys.sorted() == ["items"] && root.properties?["items"]?.type == "array")
    #expect(item.properties?.keys.sorted() == ["evidence", "key", "messageRef", "op", "value"])
    #expect(try #require(item.properties).values.allSatisfy { $0.type == "string" })
    #expect(item.properties?["op"]?.enum == ExtractedItem.Op.allCases.map(\.rawValue))
  }

  @Test func `EX-4: the text is one line, the same each time, with all keys sorted`() throws {
    let object = try JSONText.read(ExtractionSchema.text, as: JSONValue.self)
    #expect(try JSONText.of(object) == ExtractionSchema.text)
    #expect(!ExtractionSchema.text.contains("\n"))
    #expect(ExtractionPolicy().request(for: [], knowing: DiscoveryContent()).schema == ExtractionSchema.text)
  }

  /// OpenAI: the root is an object and no union.
  @Test func `EX-4: the root is an object`() throws {
    #expect(try schema().type == "object")
  }

  /// OpenAI: every property of an object is required. Anthropic: at most 24 optional parameters in one request.
  @Test func `EX-4: every member is required`() throws {
    for part in try schema().parts where part.type == "object" {
      #expect(part.required == part.properties?.keys.sorted())
    }
  }

  /// OpenAI and Anthropic: every object says that it has no other members.
  @Test func `EX-4: no other member is allowed`() throws {
    for part in try schema().parts where part.type == "object" { #expect(part.additionalProperties == false) }
  }

  /// OpenAI has no bounds, patterns or formats of texts and lists; Anthropic has none but 0 and 1 as the fewest elements; Gemini skips
  /// keywords that it does not know without saying so. Unions: Anthropic has at most 16 parameters of them, OpenAI none at the root.
  @Test func `EX-4: it has only keywords that all three know`() throws {
    let names: Set = ["items", "evidence", "key", "messageRef", "op", "value"]
    let keywords: Set = ["additionalProperties", "enum", "items", "properties", "required", "type"]
    #expect(try JSONText.read(ExtractionSchema.text, as: AnyKeys.self).all == names.union(keywords))
  }

  /// OpenAI: string, number, boolean, integer, object, array; Anthropic and Gemini those too. A list of types would be a union.
  @Test func `EX-4: every part has one type that all three know`() throws {
    #expect(Set(try schema().parts.map(\.type)) == ["object", "array", "string"])
  }

  /// OpenAI: at most five levels and a hundred properties in all when the limits were smallest. Gemini: deep and large schemas may be refused.
  @Test func `EX-4: it is flat and small`() throws {
    func depth(_ schema: Schema) -> Int {
      let below = ((schema.items ?? []) + (schema.properties ?? [:]).values).map(depth)
      return (schema.type == "object" ? 1 : 0) + (below.max() ?? 0)
    }
    #expect(depth(try schema()) == 2)
    #expect(try schema().parts.compactMap { $0.properties?.count }.reduce(0, +) == 6)
  }

  /// OpenAI and Gemini write members in the schema's order, so that the words are quoted before anything is made of them. Anthropic does
  /// not always keep the case of names that it was given (github.com/anthropics/anthropic-sdk-python/issues/1093), so reading an operation
  /// does not regard case.
  @Test func `EX-4: the evidence comes before the value`() throws {
    let members = ExtractionSchema.text.split(separator: "\"").map(String.init)
    #expect(try #require(members.firstIndex(of: "evidence")) < #require(members.firstIndex(of: "value")))
  }
}

/// Any JSON whose parts can be written again.
private indirect enum JSONValue: Codable {
  case object([String: JSONValue])
  case list([JSONValue])
  case text(String)
  case flag(Bool)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let object = try? container.decode([String: JSONValue].self) {
      self = .object(object)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let object): try container.encode(object)
    case .list(let list): try container.encode(list)
    case .text(let text): try container.encode(text)
    case .flag(let flag): try container.encode(flag)
    }
  }
}
