extension NumberLexicon {
  static let german: Vocabulary = [
    (
      .approximately,
      """
      etwa, ungefahr, ungefaehr, rund, zirka, um die, knapp, gut, fast, beinahe, annahernd, annaehernd, schatzungsweise,
      schaetzungsweise, in etwa, so um die, grob, circa, so etwa, gegen, nahezu, uberschlagig
      """
    ),
    (
      .atMost,
      """
      unter, weniger als, nicht mehr als, kleiner als, niedriger als, nicht uber, nicht ueber, unterhalb von,
      geringer als, nicht hoher als
      """
    ),
    (
      .atLeast,
      """
      uber, ueber, mehr als, nicht weniger als, grosser als, groesser als, nicht unter, ab, oberhalb von, jenseits von, hoher als,
      hoeher als
      """
    ),
    (.maximum, "hochstens, hoechstens, maximal, obergrenze, limit, im hochstfall"),
    (.minimum, "mindestens, wenigstens, minimal, zumindest, untergrenze, mind"),
    (.upTo, "bis zu, bis maximal, bis hochstens"),
    (.between, "zwischen"),
    (.filler, "von"),
    (.not, "nicht, kein, keine, keinen, keiner, keinem, nie, niemals, ohne, statt, anstatt, ausser, weder"),
    (.few, "paar, einige, mehrere, viele, etliche, zahlreiche, wenige, ein paar"),
    (
      .filler,
      "nur, genau, exakt, lediglich, insgesamt, derzeit, momentan, aktuell, vielleicht, wohl, so, im schnitt"
    ),
    (.filler, "durchschnittlich, im durchschnitt, den, dem, des, zu, auf, vom, zum"),
    (.through, "bis"),
    (.and, "und"),
    (.or, "oder, bzw, beziehungsweise"),
    (.orMore, "oder mehr, und mehr, oder daruber, und daruber, aufwarts"),
    (.orLess, "oder weniger, und weniger, oder darunter, und darunter"),
    (.orSo, "oder so, mehr oder weniger"),
    (.more, "mehr, weniger, zusatzlich, zusatzliche, weitere, weiteren, hoher, niedriger, mal, zusaetzlich"),
    (.currency(CurrencyCode(unchecked: "CHF")), "franken, schweizer franken, sfr"),
    (.currency(CurrencyCode(unchecked: "USD")), "us dollar"),
    (.unclearCurrency, "pfund, kronen, rappen"),
    (.percent, "prozent, v h"),
    (.unit(.squareMetres), "qm, quadratmeter, quadratmetern, m im quadrat"),
    (.unit(.squareFeet), "quadratfuss"),
    (
      .unit(.hours),
      "stunde, stunden, std, arbeitsstunden, arbeitsstunde, mannstunden, personenstunden, personalstunden"
    ),
    (.kindOfHours, "manuelle, manuellen, manueller, bezahlte, geleistete"),
    (.scale(1_000), "tsd"),
    (.scale(1_000_000), "millionen, million"),
    (.scale(1_000_000_000), "milliarden, milliarde"),
    (.dozen, "dutzend"),
    (.crowd, "hunderte, tausende, hunderten, tausenden, dutzende, zig, billionen"),
    (.few, "doppelte, dreifache, doppelt so viel wie"),
    (
      .changing,
      "gestiegen, steigen, stieg, gesunken, sank, sinken, erhoht, erhohen, gesenkt, senken, gewachsen, wachsen, reduziert, gefallen"
    ),
    (
      .fraction,
      """
      halb, halbe, halben, halber, halbes, halfte, haelfte, drittel, viertel, funftel, fuenftel, zehntel, anderthalb, eineinhalb,
      zweieinhalb, dreieinhalb, viereinhalb, achtel, dreiviertel
      """
    ),
    (.one(isArticle: true), "ein, eine, einen, einem, einer, eines"),
    (.the, "die, der, das, in der, zur"),
    (.per, "pro, jede, jeden, jedes, jeder, jedem, jeweils"),
    (.time(.day), "tag"),
    (.time(.week), "woche"),
    (.time(.month), "monat"),
    (.time(.year), "jahr"),
    (
      .span,
      """
      tage, tagen, wochen, monate, monaten, jahre, jahren, minute, minuten, sekunden, sekunde, monats, jahres, tages, schichten,
      heute, gestern, jahrzehnt, werktage, arbeitstage, jahrlichen, nacht
      """
    ),
    (
      .period(.hour),
      "stundlich, stuendlich, stundlohn, stundenlohn, stundensatz, stundenlohne, stundenlohnkosten, stdl"
    ),
    (.article, "je"),
    (.period(.day), "am tag, taglich, taeglich, tagliche, tagessatz, tgl"),
    (.period(.week), "wochentlich, woechentlich, wochentliche, wochentlichen, wochenlohn, wchtl, wochentl, p w"),
    (
      .period(.month),
      """
      monatlich, monatl, monatliche, monatlichen, monatlicher, monatliches, im monat, mtl, monatsbudget, monatskosten, monatslohn,
      monatsmiete
      """
    ),
    (
      .period(.year),
      """
      jahrlich, jaehrlich, jahrliche, jahrlichen, jahrlicher, im jahr, jahrl, jahresbudget, jahreskosten, jahresgehalt, jahreslohn
      """
    ),
    (
      .oddPeriod,
      """
      quartal, quartals, vierteljahrlich, quartalsweise, halbjahrlich, halbjahr, schicht, zweiwochentlich, vierteljahr,
      zweimal, dreimal, viermal, funfmal, fuenfmal
      """
    ),
    (.calendar, "januar, februar, marz, maerz, mai, juni, juli, oktober, dezember, uhr, janner"),
    (
      .plain,
      """
      aber, in, im, fur, fuer, bei, einmal, mit, ist, sind, war, waren, wir, ich, es, sie, dass, jetzt, zusammen, wenn, weil, als,
      seit, damals, an, aus, nach, vor, wird, werden, haben, hat, mwst, ust, hatten, zahlen, kostet, kosten, netto, brutto, sonst,
      auch, noch, schon, dann, hier
      """
    ),
  ]
}
