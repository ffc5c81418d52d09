/// What a scenario is about: what is done in it, and by what it is judged.
package enum Subject: String, Hashable, Sendable, CaseIterable {
  /// Sessions alone. Their history must be a run of the ``Model``.
  case sessions
  /// The hand-over from visitors to accounts. An accounting stands at the store and judges each commit and each answer.
  case claims
}
