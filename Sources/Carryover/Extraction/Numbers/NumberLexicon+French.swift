extension NumberLexicon {
  static let french: Vocabulary = [
    (
      .approximately,
      """
      environ, d environ, a peu pres, à peu pres, autour de, presque, approximativement, aux alentours de, pres de,
      dans les, aux environs de,
      grosso modo, quelque, vers, env
      """
    ),
    (
      .atMost,
      """
      moins de, moins d, pas plus de, inferieur à, inferieure à, en dessous de, au dessous de, sous, sous les, inferieur a, sans depasser
      """
    ),
    (
      .atLeast,
      """
      plus de, plus d, pas moins de, superieur à, superieure à, au dessus de, à partir de, a partir de, au delà de, au dela de,
      superieur a, depassant, depasse
      """
    ),
    (.maximum, "au plus, au maximum, tout au plus, plafond, maximale"),
    (.minimum, "au moins, au minimum, minimum de, minimale"),
    (.upTo, "jusqu à, jusqu a, jusque"),
    (.minus, "moins"),
    (.between, "entre"),
    (.filler, "allant de"),
    (.not, "pas, jamais, sans, au lieu de, sauf, aucun, aucune, ni, hormis, plutot que"),
    (.few, "quelques, plusieurs, beaucoup, peu, maint, nombreux, nombreuses, divers"),
    (
      .filler,
      "seulement, exactement, precisement, actuellement, en moyenne, un total de, total de, soit, de, d, les, du, au, aux, un montant de"
    ),
    (.through, "à"),
    (.and, "et"),
    (.or, "ou"),
    (.orMore, "ou plus, et plus, ou davantage, voire plus, et au delà"),
    (.orLess, "ou moins, et moins, voire moins"),
    (.orSo, "plus ou moins, ou à peu pres"),
    (.more, "de plus, de moins, fois, supplementaires, supplementaire, davantage, en plus, en moins"),
    (.currency(CurrencyCode(unchecked: "EUR")), "euros"),
    (.currency(CurrencyCode(unchecked: "CHF")), "francs suisses, franc suisse"),
    (.currency(CurrencyCode(unchecked: "GBP")), "livres sterling, livre sterling"),
    (.currency(CurrencyCode(unchecked: "USD")), "dollars americains, dollar americain, dollars us, dollar us"),
    (.currency(CurrencyCode(unchecked: "CAD")), "dollars canadiens, dollar canadien, dollars ca, dollar ca"),
    (.unclearCurrency, "livre, livres, centime, centimes, couronnes, franc, balles"),
    (.percent, "pour cent, pourcent, pour cents"),
    (.unit(.squareMetres), "metres carres, metre carre, m carres, m carre"),
    (.unit(.squareFeet), "pieds carres, pied carre"),
    (.unit(.hours), "heure, heures, heures de travail, heures homme, heures de main d oeuvre"),
    (.kindOfHours, "bonnes, grosses"),
    (.scale(1_000), "milliers"),
    (.scale(1_000_000), "millions, million"),
    (.scale(1_000_000_000), "milliard, milliards"),
    (.crowd, "centaines, dizaines, vingtaines, douzaines, quarantaine"),
    (.crowd, "centaine, dizaine, vingtaine, trentaine, cinquantaine, soixantaine, douzaine, millier"),
    (.fraction, "demi, demie, moitie, un tiers, deux tiers, quart, quarts, demis, trois quarts, cinquieme, dixieme"),
    (.one(isArticle: true), "un, une"),
    (.the, "l, la, le, de l, à l, de la, à la"),
    (.per, "chaque, chacun, chacune, tous les, toutes les"),
    (.plain, "par exemple, par contre, par ailleurs, par rapport, par consequent, par virement, par facture"),
    (.article, "par"),
    (.time(.day), "jour"),
    (.time(.week), "semaine"),
    (.time(.month), "mois"),
    (.time(.year), "annee"),
    (.period(.year), "par an, l an, l annee, annuel, annuelle, annuels, annuelles, annuellement"),
    (.period(.month), "par mois, mensuel, mensuelle, mensuels, mensuelles, mensuellement, tous les mois, mensualite"),
    (.period(.week), "par semaine, hebdomadaire, hebdomadaires, hebdomadairement, hebdo, hebdos"),
    (.period(.day), "par jour, quotidien, quotidienne, quotidiennement, journalier, journaliere, tous les jours"),
    (.period(.hour), "par heure, horaire, horaires"),
    (
      .oddPeriod,
      "trimestre, trimestriel, trimestrielle, bimensuel, bimestriel, semestre, semestriel, quinzaine, par trimestre, deux fois, trois fois"
    ),
    (
      .changing,
      "passe, passes, passant, passer, augmente, augmenter, baisse, baisser, reduit, reduire, monte, monter, diminue"
    ),
    (.span, "annees, jours, semaines, ans, minutes, secondes, journee, journees, nuit, nuits, hier, siecle, decennie"),
    (.calendar, "janvier, fevrier, mars, avril, mai, juin, juillet, aout, septembre, octobre, novembre, decembre"),
    (
      .plain,
      """
      mais, en, dans, pour, avec, est, sont, nous, je, il, elle, ils, qui, que, qu, sur, chez, dont, donc, alors, maintenant, depuis,
      ttc, ht, ensemble, ce, cette, ces, notre, nos, avons, on, apres, avant, payons, coute, coutent, c, n, s
      """
    ),
  ]
}
