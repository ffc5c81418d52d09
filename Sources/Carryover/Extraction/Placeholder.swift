/// What models write where nothing was said, in English, German and French.
enum Placeholder {
  /// What a text says, if it says that there is nothing to say.
  enum Kind {
    /// Words that stand for a missing value, or no words at all.
    case absence
    /// A bare "none". It is an answer if somebody denied something.
    case none
  }

  /// What a value is if it is no value; nil if it is one.
  static func kind(of text: FoldedText) -> Kind? {
    guard text.bytes.count <= longest else { return nil }
    let phrase = text.phrase
    if phrase.isEmpty || phrases.contains(phrase) { return .absence }
    return nones.contains(phrase) ? Kind.none : nil
  }

  /// No phrase is longer, however it is punctuated; most values are, and need not be looked up.
  private static let longest = 48

  private static let nones: Set<String> = [
    "no", "none", "nothing", "nein", "kein", "keine", "keiner", "keines", "nichts", "non", "aucun", "aucune", "rien",
  ]

  private static let phrases: Set<String> = {
    var phrases: Set<String> = [
      "…", "n/a", "n.a", "na", "n/d", "n.d", "nd", "n/c", "n.c", "nan", "null", "nil", "undefined", "unknown",
      "unspecified",
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
