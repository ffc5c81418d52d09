import CarryoverTesting

/// A script of one question and one answer, a part of which a test replaces.
struct Script {
  var known = "[]"
  var text = "The hall has 12,000 m²."
  var finish = "complete"
  var outcome = #""changes": { "answers.facilitySize": "12,000 m²" }"#
  var reply = Self.reply([("facilitySize", "12,000 m²", "12,000 m²")])

  var script: String {
    """
    { "name": "a hall", "known": \(known), "finish": "\(finish)", \(outcome), "messages": [
      { "role": "assistant", "text": "How large?" }, { "role": "user", "text": "\(text)" }] }
    """
  }

  func replay() throws -> ExtractionReplay { try ExtractionReplay(script: script, reply: reply) }

  static func reply(_ items: [(key: String, value: String, evidence: String)]) -> String {
    let items = items.map { key, value, evidence in
      #"{"evidence":"\#(evidence)","key":"\#(key)","messageRef":"m2","op":"set","value":"\#(value)"}"#
    }
    return #"{"items":[\#(items.joined(separator: ","))]}"#
  }
}
