import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-6: a denial is an answer, and is never stored as what it denies")
struct NegationTests {
  private let scene = ReadingScene("No, we don't have any robots, and we never clean at night. Not a warehouse!")

  private func negated(_ value: String, policy: ExtractionPolicy = ExtractionPolicy()) throws -> ReadingScene.Outcome {
    var scene = scene
    scene.policy = policy
    return try scene.outcome(Reported("automationExperience", value, "we don't have any robots", op: "negate"))
  }

  @Test(
    arguments: [
      ("robots", "No: robots"), ("any robots", "No: any robots"), ("non-slip floors", "No: non-slip floors"),
      ("notable robots", "No: notable robots"), ("Roboter", "No: Roboter"),
      ("no robots", "no robots"), ("None", "None"), ("Not any robots", "Not any robots"),
      ("don't have any", "don't have any"),
      ("DON’T HAVE ANY", "DON’T HAVE ANY"), ("never", "never"), ("without robots", "without robots"),
      ("Keine Roboter", "Keine Roboter"),
      ("nicht", "nicht"), ("ohne Roboter", "ohne Roboter"), ("pas de robots", "pas de robots"),
      ("aucun robot", "aucun robot"),
      ("n’utilisons rien", "n’utilisons rien"), ("", "No"), ("  ", "No"), ("no", "No"), ("No.", "No"), ("yes", "No"),
      ("true", "No"),
      ("false", "No"), ("nein", "No"), ("oui", "No"),
      ("Nope", "No"), ("nah", "No"), ("nö", "No"),
    ])
  func `EX-6: a denial reads as one without its operation`(value: String, stored: String) throws {
    #expect(try negated(value) == .stored(stored))
  }

  @Test func `EX-6: the word for no is the host's`() throws {
    #expect(try negated("robots", policy: ExtractionPolicy(negation: "Nein")) == .stored("Nein: robots"))
    #expect(try negated("", policy: ExtractionPolicy(negation: "Nein")) == .stored("Nein"))
  }

  @Test func `EX-6: a denial that is too long with its word is dropped`() throws {
    let reply = ModelReply(
      try ReadingScene.reply([Reported("automationExperience", "any robots", "any robots", op: "negate")]))
    for (limit, reasons) in [(14, []), (13, [.tooLong])] as [(Int, [DroppedItem.Reason])] {
      let reading = try scene.policy.read(reply, of: scene.messages, limits: DiscoveryLimits(answerBytes: limit))
      #expect(reading.dropped.map(\.reason) == reasons)
    }
  }

  @Test(
    arguments: [
      ("robots", "we don't have any robots"), ("robots", "any robots"), ("any robots", "any robots"),
      ("robots", "robots"),
      ("has robots", "robots"), ("a warehouse", "Not a warehouse"), ("warehouse", "a warehouse"),
    ])
  func `EX-6: what the person denies is not stored as if they had said it`(value: String, evidence: String) throws {
    #expect(try scene.outcome(Reported("automationExperience", value, evidence)) == .dropped(.negationLost))
  }

  @Test(
    arguments: [
      ("no robots", "robots"), ("We have no robots", "robots"), ("without robots", "robots"),
      ("keine Roboter", "Roboter"),
      ("wir haben keinen einen Roboter", "Roboter"), ("nicht mehr Roboter", "Roboter"), ("ohne Roboter", "Roboter"),
      ("pas de robots", "robots"), ("aucun robot", "robot"), ("sans robots", "robots"),
      ("we haven’t got any robots", "robots"),
      ("no more than 50 robots", "more than 50 robots"), ("not our fleet", "our fleet"),
      ("We no longer use robots", "robots"), ("We don't currently use robots", "robots"),
      ("we do not even have any robots yet", "robots"), ("wir nutzen derzeit keine Roboter", "Roboter"),
      ("wir haben keine wirklich eigenen Roboter", "wirklich eigenen Roboter"),
      ("Nous n'utilisons plus de robots", "robots"), ("nous n'avons pas encore de robots", "robots"),
      ("Roboter nutzen wir nicht", "Roboter"), ("Roboter haben wir keine.", "Roboter"),
      ("Roboter haben wir derzeit keine mehr, leider", "Roboter"), ("Roboter wollen wir nie", "Roboter"),
    ])
  func `EX-6: denials of three languages are known`(message: String, value: String) throws {
    let item = Reported("automationExperience", value, message)
    #expect(try ReadingScene(message).outcome(item) == .dropped(.negationLost))
  }

  @Test(
    arguments: [
      ("No, robots", "robots"), ("no we have 5 robots", "we have 5 robots"), ("no. robots", "robots"),
      ("Nein Roboter", "Roboter"),
      ("not only that: robots", "robots"), ("no robots", "no robots"), ("no more than 50 robots", "50 robots"),
      ("we do not clean but robots do", "robots do"), ("nothing but robots", "robots"),
      ("no robots yet, robots soon", "robots soon"), ("pas plus de 50 robots", "50 robots"),
      ("Non nous avons 5 robots", "nous avons 5 robots"), ("Non c'est un hangar", "c'est un hangar"),
      ("Nope we have robots", "we have robots"), ("nö Roboter", "Roboter"), ("Nah robots are fine", "robots are fine"),
      ("Roboter nutzen wir nicht nur nachts", "Roboter"), ("eine Halle und keine Roboter", "eine Halle"),
      ("eine Halle, nicht groß", "eine Halle"), ("Roboter nutzen wir nicht", "Roboter nutzen wir nicht"),
    ])
  func `EX-6: what only stands near a denial is not denied`(message: String, value: String) throws {
    #expect(try ReadingScene(message).outcome(Reported("automationExperience", value, message)) == .stored(value))
  }

  @Test func `EX-6: none is an answer where somebody denies, and a placeholder where nobody does`() throws {
    for value in ["none", "None.", "no", "nope", "nö", "keine", "aucun", "nothing"] {
      let denied = Reported("automationExperience", value, "we don't have any robots")
      #expect(try scene.outcome(denied) == .stored(value))
      #expect(
        try ReadingScene("A hall").outcome(Reported("automationExperience", value, "A hall"))
          == .dropped(.placeholder))
    }
  }

  @Test func `EX-6: what is taken back leaves a dated tombstone`() throws {
    let reading = try scene.reading([Reported("automationExperience", "", "we don't have any robots", op: "Retract")])
    let item = try #require(reading.items.first)
    #expect(item.op == .retract && item.statement.value == nil && item.statement.at == ReadingScene.at(1))
    #expect(item.statement.source == .model(message: ReadingScene.id(1)))
  }

  @Test(arguments: ["", "robots", "N/A", "99 robots", "a\u{0}"])
  func `EX-6: the value of what is taken back does not matter`(value: String) throws {
    let item = Reported("automationExperience", value, "any robots", op: "retract")
    #expect(try scene.outcome(item) == .retracted)
  }

  @Test func `EX-6: an input of the ROI can be taken back, and not be denied`() throws {
    let scene = ReadingScene("Forget what I said about the hours, it is not 50.")
    let evidence = "Forget what I said about the hours"
    #expect(try scene.outcome(Reported("manualMonthlyHours", "", evidence, op: "retract")) == .retracted)
    #expect(try scene.outcome(Reported("manualmonthlyhours", "50", "not 50", op: "negate")) == .dropped(.unknownOp))
  }

  @Test func `EX-6: a denial is an answer in the content, a retraction is a tombstone there, and absence is neither`()
    throws
  {
    let scene = ReadingScene([.user("We don't have any robots."), .user("Forget the budget.")])
    let reading = try scene.reading([
      Reported("automationExperience", "robots", "don't have any robots", op: "negate"),
      Reported("budgetRange", "", "Forget the budget", in: 2, op: "retract"),
    ])
    let content = reading.content
    #expect(content.answers.mapValues(\.value) == ["automationExperience": "No: robots"])
    #expect(Set(content.sourcedAnswers.keys) == ["automationExperience", "budgetRange"])
  }
}
