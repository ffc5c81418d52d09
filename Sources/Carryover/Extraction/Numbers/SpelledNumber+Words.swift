extension SpelledNumber {
  private static func words(_ list: String) -> [String] { list.split(separator: " ").map(String.init) }

  /// 0 to 99 in English.
  static let english: [(String, Int)] = {
    let small = words(
      """
      zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
      nineteen
      """)
    let tens = words("twenty thirty forty fifty sixty seventy eighty ninety")
    var found = small.enumerated().map { ($1, $0) } + [("fourty", 40)]
    for (index, ten) in tens.enumerated() {
      let value = (index + 2) * 10
      found.append((ten, value))
      for unit in 1...9 { found.append((ten + small[unit], value + unit)) }
    }
    return found
  }()

  /// 0 to 99 in German but for "null", which is no number in most texts.
  static let german: [(String, Int)] = {
    let small = words(
      "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn")
    let late = words("achtzehn neunzehn zwo")
    let tens = words("zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig")
    var found = small.enumerated().map { ($1, $0 + 1) } + [(late[0], 18), (late[1], 19), (late[2], 2), ("ein", 1)]
    for (index, ten) in tens.enumerated() {
      let value = (index + 2) * 10
      found.append((ten, value))
      for unit in 1...9 { found.append(((unit == 1 ? "ein" : small[unit - 1]) + "und" + ten, value + unit)) }
    }
    return found + found.compactMap(withoutUmlauts)
  }()

  /// The spelling of keyboards that have no umlauts.
  private static func withoutUmlauts(_ word: String, _ value: Int) -> (String, Int)? {
    let parts = word.split(separator: "funf", omittingEmptySubsequences: false)
    if parts.count > 1 { return (parts.joined(separator: "fuenf"), value) }
    return word == "zwolf" ? ("zwoelf", value) : nil
  }

  /// 0 to 99 in French, with the tens of Belgium and Switzerland.
  static let french: [(String, Int)] = {
    let small = words(
      "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dixsept dixhuit dixneuf"
    )
    var found = small.enumerated().map { ($1, $0) }
    func enter(_ ten: String, _ value: Int, to last: Int) {
      found.append((ten, value))
      for unit in 1...last {
        let joint = unit == 1 || unit == 11 ? "et" : ""
        found.append((ten + joint + small[unit], value + unit))
        if unit == 1 { found.append((ten + "etune", value + 1)) }
      }
    }
    for (ten, value) in [("vingt", 20), ("trente", 30), ("quarante", 40), ("cinquante", 50)] {
      enter(ten, value, to: 9)
    }
    for (ten, value) in [("septante", 70), ("huitante", 80), ("octante", 80), ("nonante", 90)] {
      enter(ten, value, to: 9)
    }
    enter("soixante", 60, to: 19)
    found.append(("quatrevingts", 80))
    found.append(("quatrevingt", 80))
    for unit in 1...19 { found.append(("quatrevingt" + small[unit], 80 + unit)) }
    found.append(("quatrevingtune", 81))
    return found
  }()
}
