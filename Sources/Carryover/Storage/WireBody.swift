/// The one place where stored values become JSON text and JSON text becomes values.
package enum WireBody {
  package static func text(of value: some Encodable, for subject: some CustomStringConvertible) throws(StoreError)
    -> String
  {
    do {
      return try JSONWriter.text(of: value)
    } catch {
      throw .failed("\(subject) cannot be written as JSON: \(error)")
    }
  }

  package static func value<Value: Decodable>(
    _ type: Value.Type, from text: String, for subject: some CustomStringConvertible
  ) throws(StoreError) -> Value {
    do {
      return try JSONReader.value(type, from: text)
    } catch {
      throw .failed("\(subject) cannot be read: \(Self.explain(error))")
    }
  }

  /// Says where decoding stopped and why, without repeating stored text.
  private static func explain(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "not JSON" }
    let context: DecodingError.Context =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
        .dataCorrupted(let context):
        context
      @unknown default: DecodingError.Context(codingPath: [], debugDescription: "unknown")
      }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return "\(context.debugDescription) at \(path.isEmpty ? "the top" : path)"
  }
}
