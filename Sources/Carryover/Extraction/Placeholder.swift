/// What models write where nothing was said, in English, German and French.
enum Placeholder {
  /// Whether a value stands for having none.
  static func isOne(_ text: FoldedText) -> Bool {
    let phrase = text.words.joined(separator: " ")
    return phrase.isEmpty ? text.bytes.allSatisfy(\.isPunctuationOrSpace) : phrases.contains(phrase)
  }

  /// Whether a value says "none" and nothing else. That is an answer if somebody denied something, and a placeholder otherwise.
  static func isNone(_ text: FoldedText) -> Bool { nones.contains(text.words.joined(separator: " ")) }

  private static let nones: Set<String> = [
    "no", "none", "nothing", "nein", "kein", "keine", "keiner", "keines", "nichts", "non", "aucun", "aucune", "rien",
  ]

  private static let phrases: Set<String> = {
    var phrases: Set<String> = [
      "n/a", "n.a", "na", "n/d", "n.d", "nd", "n/c", "n.c", "nan", "null", "nil", "undefined", "unknown", "unspecified",
      "unstated",
      "undisclosed", "undetermined", "tbd", "tba", "tbc", "todo", "placeholder", "string", "not applicable",
      "no answer", "no data", "no info", "no information", "no response", "no value", "to be determined",
      "to be defined",
      "to be confirmed", "to be discussed",
      "k.a", "ka", "unbekannt", "entfällt", "keine angabe", "keine angaben", "keine antwort", "keine information",
      "keine informationen", "nicht verfügbar", "nicht zutreffend", "nicht bekannt", "nicht angegeben", "nicht genannt",
      "nicht erwähnt", "nicht spezifiziert", "noch offen",
      "s.o", "sans objet", "sans réponse", "inconnu", "inconnue", "aucune information", "aucune donnée",
      "aucune réponse",
      "à déterminer", "à définir", "à préciser", "à confirmer", "non applicable", "non disponible",
    ]
    for word in ["given", "provided", "mentioned", "stated", "specified", "supplied", "known", "available"] {
      phrases.formUnion([
        "none \(word)", "not \(word)", "nothing \(word)", "no information \(word)", "no answer \(word)",
      ])
    }
    for word in ["précisé", "spécifié", "renseigné", "communiqué", "mentionné", "indiqué", "fourni", "connu", "défini"]
    {
      phrases.formUnion(["non \(word)", "non \(word)e", "pas \(word)", "pas \(word)e"])
    }
    return phrases
  }()
}

extension UInt8 {
  fileprivate var isPunctuationOrSpace: Bool { self == 0x20 || isPunctuation }
}
