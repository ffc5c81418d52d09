/// What models write where nothing was said, in English, German and French.
enum Placeholder {
  /// What a text says, if it says that there is nothing to say.
  enum Kind {
    /// Words that stand for a missing value, or no words at all.
    case absence
    /// A bare "no" or "none". It is an answer if somebody denied something.
    case denial
  }

  /// What a value is if it is no value; nil if it is one.
  static func kind(of text: FoldedText) -> Kind? {
    guard text.bytes.count <= longest else { return nil }
    let phrase = text.phrase
    if phrase.isEmpty || phrases.contains(phrase) { return .absence }
    return denials.contains(phrase) ? .denial : nil
  }

  /// No phrase is longer, however it is punctuated. Most values are, and need not be looked up.
  private static let longest = 48

  private static let denials: Set<String> = [
    "no", "nope", "nah", "nay", "nö", "none", "nothing", "nein", "kein", "keine", "keiner", "keines", "nichts", "non",
    "aucun", "aucune", "rien",
  ]

  private static let phrases: Set<String> = Set(anywhere + english + german + french)

  private static let anywhere = [
    "…", "n/a", "n.a", "na", "n/d", "n.d", "nd", "n/c", "n.c", "nan", "null", "nil", "undefined", "todo", "string",
  ]

  private static let english =
    [
      "unknown", "unspecified", "unstated", "undisclosed", "undetermined", "tbd", "tba", "tbc", "placeholder",
      "not applicable", "no answer", "no data", "no info", "no information", "no response", "no value",
      "to be determined", "to be defined", "to be confirmed", "to be discussed",
    ]
    + every(
      ["none", "not", "nothing", "no answer", "no information"],
      with: ["given", "provided", "mentioned", "stated", "specified", "supplied", "known", "available"])

  private static let german = [
    "k.a", "ka", "unbekannt", "entfällt", "noch offen", "keine angabe", "keine angaben", "keine antwort",
    "keine information", "keine informationen", "nicht verfügbar", "nicht zutreffend", "nicht bekannt",
    "nicht angegeben", "nicht genannt", "nicht erwähnt", "nicht spezifiziert",
  ]

  private static let french =
    [
      "s.o", "sans objet", "sans réponse", "inconnu", "inconnue", "aucune information", "aucune donnée",
      "aucune réponse", "à déterminer", "à définir", "à préciser", "à confirmer", "non applicable", "non disponible",
    ]
    + every(
      ["non", "pas"],
      with: [
        "précisé", "précisée", "spécifié", "spécifiée", "renseigné", "renseignée", "communiqué", "communiquée",
        "mentionné", "mentionnée", "indiqué", "indiquée", "fourni", "fournie", "connu", "connue", "défini", "définie",
      ])

  private static func every(_ firsts: [String], with seconds: [String]) -> [String] {
    firsts.flatMap { first in seconds.map { "\(first) \($0)" } }
  }
}
