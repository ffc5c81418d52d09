internal import Carryover
internal import FoundationEssentials

/// What somebody said about one field, in plain values. Nil text is a tombstone.
struct Statement: Hashable, Sendable {
  var text: String?
  var writer: Writer
  var at: Int64
  /// The text that this one replaced.
  var replaced: String?

  /// Who said it.
  enum Writer: Hashable, Sendable {
    case visitor, account, other
  }
}

/// All that was ever said about the fields of one session or profile.
typealias Content = [DiscoveryField: Statement]

extension Statement {
  init<Value>(_ sourced: Sourced<Value>, _ words: (Value) -> String) {
    text = sourced.value.map(words)
    replaced = sourced.replaced.map(words)
    at = sourced.at.milliseconds
    switch sourced.source {
    case .visitor: writer = .visitor
    case .account: writer = .account
    case .imported, .model: writer = .other
    }
  }

  init(_ sourced: Sourced<DiscoveryFieldValue>) {
    self.init(sourced) { value in
      switch value {
      case .text(let text): text
      case .answer(let answer): answer.value
      case .index(let index): "\(index)"
      case .phase(let phase): phase.rawValue
      case .product(let id): id.text
      case .money(let money): "\(money)"
      case .figure(let figure): "\(figure)"
      }
    }
  }

  /// Whether the two are one and the same act of saying something. What each of them replaced is no part of it.
  func isSameAct(as other: Statement) -> Bool {
    text == other.text && writer == other.writer && at == other.at
  }
}

extension Content {
  init(_ content: DiscoveryContent) {
    self.init()
    for (key, answer) in content.sourcedAnswers { self[.answer(key)] = Statement(answer, \.value) }
    for (id, product) in content.sourcedProducts { self[.product(id)] = Statement(product, \.text) }
    self[.timeframe] = content.sourcedTimeframe.map { Statement($0) { $0 } }
    self[.phase] = content.sourcedPhase.map { Statement($0, \.rawValue) }
    self[.questionIndex] = content.sourcedQuestionIndex.map { Statement($0) { "\($0)" } }
  }

  /// Says something about a field, or with nil takes back what was said.
  mutating func say(_ text: String?, about field: DiscoveryField, by writer: Statement.Writer, at now: Int64) {
    let old = self[field]
    if text == nil, old == nil { return }
    let isSame = old != nil && old?.text == text
    if isSame, old?.writer == writer { return }
    self[field] = Statement(text: text, writer: writer, at: now, replaced: isSame ? old?.replaced : old?.text)
  }

  /// How many answers stand.
  var answers: Int { count { if case .answer = $0.key { $0.value.text != nil } else { false } } }

  /// Every text in it, replaced ones too.
  var texts: [String] { values.flatMap { [$0.text, $0.replaced].compactMap(\.self) } }
}
