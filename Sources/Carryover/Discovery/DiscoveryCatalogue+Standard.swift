extension DiscoveryCatalogue {
  /// 25 questions for a product that automates the cleaning of facilities.
  ///
  /// They find out whether service robots pay off at a visitor's sites. A host with another product brings its own
  /// catalogue.
  public static let standard = DiscoveryCatalogue(
    unchecked: facility + operations + workforce + goals + decision)

  private static let facility = group(
    "Facility",
    [
      ("q01", "facilityType", "Type of facility"),
      ("q02", "facilitySize", "Floor area to clean"),
      ("q03", "siteCount", "Number of sites"),
      ("q04", "floorTypes", "Floor types"),
      ("q05", "buildingLevels", "Levels and elevators"),
      ("q06", "narrowestPassage", "Narrowest aisle or door"),
    ])

  private static let operations = group(
    "Operations",
    [
      ("q07", "cleaningTasks", "Cleaning tasks today"),
      ("q08", "cleaningFrequency", "How often floors are cleaned"),
      ("q09", "cleaningWindow", "Hours when cleaning is possible"),
      ("q10", "operatingHours", "Opening hours"),
      ("q11", "footTraffic", "People and traffic while cleaning"),
      ("q12", "currentEquipment", "Cleaning machines in use"),
      ("q13", "cleaningProvider", "Own staff or contractor"),
      ("q14", "automationExperience", "Experience with robots"),
    ])

  private static let workforce = group(
    "Workforce",
    [
      ("q15", "cleaningStaff", "Number of people who clean"),
      ("q16", "shiftPattern", "Shifts"),
      ("q17", "staffTurnover", "Turnover and open positions"),
      ("q18", "staffingChallenge", "Biggest staffing challenge"),
    ])

  private static let goals = group(
    "Goals",
    [
      ("q19", "primaryGoal", "Main goal"),
      ("q20", "successMeasure", "How success will be measured"),
      ("q21", "cleaningStandard", "Cleaning or audit standard to meet"),
      ("q22", "biggestConcern", "Biggest concern about automation"),
    ])

  private static let decision = group(
    "Budget & decision",
    [
      ("q23", "budgetRange", "Budget"),
      ("q24", "purchasePreference", "Buy, lease or subscribe"),
      ("q25", "decisionProcess", "Who decides, and how"),
    ])

  private static func group(
    _ name: String, _ questions: [(id: String, key: String, label: String)]
  ) -> [DiscoveryQuestion] {
    questions.map { DiscoveryQuestion(unchecked: $0.id, key: $0.key, label: $0.label, group: name) }
  }
}
