extension NumberLexicon {
  /// What is written alike in the three languages.
  static let common: Vocabulary = [
    (.approximately, "ca, circa, approx"),
    (.maximum, "max, maximum"),
    (.minimum, "minimum"),
    (.minutesOrMinimum, "min"),
    (.scale(1_000), "k"),
    (.scale(1_000_000), "mio, mill, mln"),
    (.scale(1_000_000_000), "mrd, bn"),
    (.metreOrMillion, "m"),
    // A billion is a thousand times as much on the continent.
    (.crowd, "billion, billions, trillion, trillions, lakh, lakhs, crore, crores"),
    // Magnitudes of the neighbours.
    (
      .crowd,
      "millon, millones, milione, milioni, milhao, milhoes, miljoen, miljoner, miljard, miliardi, duizend, tusen, tys"
    ),
    (.minus, "minus"),
    (.unclearScale, "mil, mila, mn, mm, grand, b, t"),
    (.currency(CurrencyCode(unchecked: "EUR")), "euro"),
    (.currency(CurrencyCode(unchecked: "USD")), "us dollar, us dollars, usdollar"),
    (
      .unclearCurrency, "sek, kr, rs, fr, francs, pesos, peso, ct, cts, cent, cents, yuan, krona, kronor, rouble, rubel"
    ),
    (.dollar, "dollar, dollars"),
    (.unit(.squareMetres), "m2, qm2, sqm, sq m"),
    (.unit(.squareFeet), "ft2, sqft, sq ft, sf, sq feet, sq foot"),
    (.unit(.hours), "h"),
    (.measure, "kg, g, km, cm, km2, ha, kw, kwh, lb, lbs, ft, pcs, s, sec, gb, tb"),
    (.oddPeriod, "pm, p m, quarter, quarters"),
    (.period(.year), "p a, pa, per annum"),
    (.approximately, "c"),
  ]
}
