/// What a visitor has found out so far, shared by a session and an account's profile (SE-1, DP-1).
///
/// Everything lies in one box that copies share, so that copying costs one retain: a session is copied each time it is
/// looked up. Every field knows who wrote it, when, and what it replaced.
public struct DiscoveryContent: Sendable {
  private var box: Box

  /// Content in which nothing was ever written: index 0, phase `discovery`, everything else empty.
  public init() {
    box = .empty
  }

  package init(_ fields: Fields) {
    box = Box(fields)
  }

  /// Every field with its provenance: the form in which merges read and write content.
  package var fields: Fields { box.fields }

  /// Writes into a copy of the fields, and puts that in a box of its own.
  package mutating func edit<Result>(_ change: (inout Fields) -> Result) -> Result {
    var fields = box.fields
    defer { box = Box(fields) }
    return change(&fields)
  }

  private final class Box: Sendable {
    static let empty = Box(Fields())

    // Never written: what is edited is nearly always shared with a store, and each access to something that can be
    // written is checked for overlaps.
    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }
}

extension DiscoveryContent {
  /// The fields of discovery content. One that was never set is nil, or absent from its collection.
  package struct Fields: Hashable, Sendable {
    package var questionIndex: Sourced<Int>?
    package var phase: Sourced<DiscoveryPhase>?
    package var answers: [String: Sourced<DiscoveryAnswer>] = [:]
    private var roi: ROI?
    package var products: [Product.ID: Sourced<Product.ID>] = [:]
    package var timeframe: Sourced<String>?

    package init() {}

    /// The ROI inputs, each with its provenance.
    package var roiInputs: SourcedROIInputs {
      get {
        guard case .set(let inputs)? = roi else { return SourcedROIInputs() }
        return inputs
      }
      set { roi = newValue == SourcedROIInputs() ? nil : .set(newValue) }
    }

    /// Whether any ROI input was ever set.
    var hasROIInputs: Bool { roi != nil }

    // Apart from the rest: they are three quarters of it, and few updates touch them.
    private indirect enum ROI: Hashable, Sendable {
      case set(SourcedROIInputs)
    }
  }
}

extension DiscoveryContent {
  /// The question to ask next, by its place in the catalogue; it equals the catalogue's count when all were asked.
  public var questionIndex: Int { fields.questionIndex?.value ?? 0 }

  /// How far the visitor has come.
  public var phase: DiscoveryPhase { fields.phase?.value ?? .discovery }

  /// The answers by key.
  public var answers: [String: DiscoveryAnswer] { fields.answers.compactMapValues(\.value) }

  /// What is known of the costs.
  public var roiInputs: ROIInputs { ROIInputs(fields.roiInputs) }

  /// The selected products by the time of selection, then by identifier, without doubles.
  public var selectedProducts: [Product.ID] { fields.productsInOrder.compactMap(\.value) }

  /// When the visitor means to buy, in the host's words.
  public var timeframe: String? { fields.timeframe?.value }

  /// Whether nothing was ever written: there is no value and no tombstone.
  public var isEmpty: Bool { fields == Fields() }
}

extension DiscoveryContent {
  /// The question to ask next with its provenance; nil if it was never set.
  public var sourcedQuestionIndex: Sourced<Int>? { fields.questionIndex }

  /// The phase with its provenance; nil if it was never set.
  public var sourcedPhase: Sourced<DiscoveryPhase>? { fields.phase }

  /// The answers and the tombstones of cleared ones, by key.
  public var sourcedAnswers: [String: Sourced<DiscoveryAnswer>] { fields.answers }

  /// The ROI inputs, each with its provenance.
  public var sourcedROIInputs: SourcedROIInputs { fields.roiInputs }

  /// The selected products and the tombstones of those no longer selected, which name the product as replaced.
  public var sourcedProducts: [Product.ID: Sourced<Product.ID>] { fields.products }

  /// The timeframe with its provenance; nil if it was never set.
  public var sourcedTimeframe: Sourced<String>? { fields.timeframe }
}

extension DiscoveryContent.Fields {
  /// Products and tombstones by date, then by identifier.
  var productsInOrder: [Sourced<Product.ID>] {
    products.sorted { ($0.value.at, $0.key) < ($1.value.at, $1.key) }.map(\.value)
  }
}

extension DiscoveryContent: Hashable {
  /// Content is equal if every field is, provenance included.
  public static func == (a: Self, b: Self) -> Bool { a.box === b.box || a.fields == b.fields }

  /// Hashes every field.
  public func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}
