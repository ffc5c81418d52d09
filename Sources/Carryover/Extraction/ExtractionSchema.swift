/// The JSON schema of a reply (EX-4).
///
/// Text and not a value, because encoders do not keep the order of keys. It keeps to what OpenAI's strict mode, Anthropic and Gemini have
/// in common: an object with one array of objects, all members texts, all required, no others allowed, no unions and no bounds. Providers
/// that write members in the schema's order write the evidence before the value.
public enum ExtractionSchema {
  /// The schema, its keys in order.
  public static let text = """
    {"additionalProperties":false,"properties":{"items":{"items":{"additionalProperties":false,"properties":{\
    "evidence":{"type":"string"},"key":{"type":"string"},"messageRef":{"type":"string"},\
    "op":{"enum":["set","negate","retract"],"type":"string"},"value":{"type":"string"}},\
    "required":["evidence","key","messageRef","op","value"],"type":"object"},"type":"array"}},\
    "required":["items"],"type":"object"}
    """
}
