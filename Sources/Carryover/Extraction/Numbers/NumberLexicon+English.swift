extension NumberLexicon {
  static let english: Vocabulary = [
    (
      .approximately,
      """
      about, around, roughly, approximately, some, nearly, almost, close to, near, estimated, an estimated, in the region of,
      in the range of, in the neighborhood of, something like, give or take, in the ballpark of, just about, just shy of
      """
    ),
    (
      .atMost,
      """
      under, below, less than, fewer than, lower than, smaller than, no more than, not more than, no greater than, not over,
      not above, not exceeding, within, capped at, limited to, at the most, never more than, beneath, short of
      """
    ),
    (.atMost, "does not exceed, doesn t exceed, not to exceed, must not exceed, cannot exceed, no higher than"),
    (
      .atLeast,
      """
      over, above, more than, greater than, no less than, not less than, no fewer than, not fewer than, not under, not below,
      upwards of, north of, exceeding, exceeds, exceed, in excess of, starting at, starting from, beyond, higher than, at the least
      """
    ),
    (.upTo, "up to"),
    (.plus, "plus"),
    (.minus, "negative"),
    (
      .changing,
      """
      grew, grow, grown, growing, increase, increased, increases, increasing, went, goes, rose, risen, rise, dropped, drop, cut,
      cutting, reduce, reduced, reducing, raise, raised, change, changed, fell, fallen, decrease, decreased, expanded, expand,
      moved, gone, lower it, scale
      """
    ),
    (.between, "between"),
    (.from, "from"),
    (.not, "not, never, without, instead of, rather than, except, other than, neither, nor, unlike"),
    (
      .not,
      """
      don t, doesn t, didn t, isn t, aren t, wasn t, weren t, won t, can t, cannot, couldn t, wouldn t, shouldn t, haven t, hasn t,
      ain t
      """
    ),
    (
      .few,
      "double, triple, twice as much as, few, several, couple, many, multiple, various, numerous, countless, handful of"
    ),
    (
      .filler,
      "the, only, just, exactly, precisely, a total of, total of, say, maybe, perhaps, possibly, probably, currently, usually"
    ),
    (.through, "to, thru, through"),
    (.and, "and"),
    (.or, "or"),
    (.maximum, "at most, limit, cap, ceiling, tops, maximal, maximally"),
    (.minimum, "at least, minimal, minimally"),
    (
      .orMore,
      "or more, and more, or above, or over, and up, and above, or greater, or higher, and over, or up, upwards"
    ),
    (.orLess, "or less, or fewer, or under, or below, or lower, and less, and below, and under"),
    (.orSo, "or so, or thereabouts, odd, ish, more or less"),
    (.more, "more, less, fewer, additional, extra, further, higher, lower, times"),
    (.of, "of, out of"),
    (.currency(CurrencyCode(unchecked: "GBP")), "quid, sterling, pounds sterling, pound sterling, british pounds"),
    (.currency(CurrencyCode(unchecked: "CAD")), "canadian dollars, canadian dollar"),
    (.currency(CurrencyCode(unchecked: "AUD")), "australian dollars, australian dollar"),
    (.currency(CurrencyCode(unchecked: "CHF")), "swiss francs, swiss franc"),
    (.currency(CurrencyCode(unchecked: "JPY")), "yen"),
    (.currency(CurrencyCode(unchecked: "INR")), "indian rupees"),
    (.dollar, "bucks, buck"),
    (.unclearCurrency, "pound, pounds, penny, pence, rupee, rupees, crowns, franc, krone, kroner, us cents"),
    (.percent, "percent, per cent, pct"),
    (.unit(.squareFeet), "square feet, square foot, square ft, feet squared"),
    (.unit(.squareMetres), "square metres, square meters, square metre, square meter, metres squared, meters squared"),
    (.unit(.hours), "hour, hours, hr, hrs, man hours, person hours, manhours, work hours, staff hours, man hour"),
    (.kindOfHours, "manual, working, work, labor, labour, billable, staff, man, person, cleaning, paid"),
    (.scale(100), "hundred, hundreds"),
    (.scale(1_000), "thousand, thousands"),
    (.scale(1_000_000), "million, millions"),
    (.dozen, "dozen"),
    (.crowd, "dozens, tens, scores, zillion"),
    (.fraction, "half, halves, thirds, quarters, one third, a third, a quarter, fifths, eighths, tenths, two thirds"),
    (.fraction, "one quarter, one half, and a half, one fifth, a fifth, one tenth, a tenth, three quarters"),
    (.one(isArticle: false), "one"),
    (
      .plain,
      "no one, any one, this one, that one, which one, another one, each one, every one, one another, the one, someone"
    ),
    (.article, "a, an"),
    (.per, "per, each, every, apiece"),
    (.time(.day), "day"),
    (.time(.week), "week, wk"),
    (.time(.month), "month, mo, mth"),
    (.time(.year), "year, yr, annum"),
    (
      .span,
      "days, weeks, months, years, yrs, wks, minutes, minute, mins, seconds, decade, decades, century, weekday, weekend"
    ),
    (.span, "weekdays, weekends, nights, night, shifts, today, yesterday, tonight"),
    (.period(.hour), "hourly, ph, p h"),
    (.period(.day), "daily, pd, p d"),
    (.period(.week), "weekly, pw"),
    (.period(.month), "monthly, pcm, p c m"),
    (.period(.year), "yearly, annually, annual"),
    (
      .oddPeriod,
      """
      quarterly, biweekly, bi weekly, bimonthly, bi monthly, fortnight, fortnightly, semiannual, semi annual, semiannually,
      half yearly, biannual, biannually, biennial, nightly, every other, every second, shift, every few, semester, twice,
      thrice, semi annually, semi monthly
      """
    ),
    (.calendar, "january, february, march, april, june, july, august, september, october, november, december, may"),
    (.calendar, "jan, feb, apr, jun, jul, aug, oct, nov, dec, o clock, oclock, am, a m"),
    (
      .plain,
      """
      but, in, on, for, at, with, by, is, are, was, were, be, we, i, it, they, you, that, which, who, so, now, right, then, if,
      when, because, as, altogether, overall, combined, though, please, thanks, this, last, next, ago, since, our, my, their,
      and so, total, in total, including, excluding, before, after, into, onto, there, here, have, has, had, spend, pay, paid
      """
    ),
  ]
}
