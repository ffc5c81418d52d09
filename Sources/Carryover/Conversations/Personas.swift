internal import FoundationEssentials

/// Everything a host can do with personas, over any store. The system alone registers and removes them.
public struct Personas: Sendable {
  let surroundings: Surroundings
  let driver: Driver

  /// Personas in a store.
  public init(store: any Store, surroundings: Surroundings = .live, patience: Patience = Patience()) {
    self.surroundings = surroundings
    driver = Driver(store: store, surroundings: surroundings, patience: patience)
  }
}

extension Personas {
  /// Registers a persona, or replaces the one of that identifier, and answers it as it is then. Conversations with it stay with it.
  public func register(
    _ id: Persona.ID, name: String, prompt: String, by caller: Caller
  ) async throws(PersonaError) -> Persona {
    guard case .system = caller else { throw .refused }
    let now = surroundings.now()
    let command: CommandID = surroundings.mint(at: now)
    let persona: Persona
    do {
      persona = try Persona(id: id, name: name, prompt: prompt, at: now, command: command)
    } catch {
      throw .invalid(error)
    }
    do {
      return try await driver.run(RegisterPersona(persona: persona, now: now, command: command))
    } catch {
      throw .trouble(error)
    }
  }

  /// Removes a persona, if it is there. Its conversations stay, and go on without its prompt.
  public func remove(_ id: Persona.ID, by caller: Caller) async throws(PersonaError) {
    guard case .system = caller else { throw .refused }
    let now = surroundings.now()
    do {
      try await driver.run(RemovePersona(id: id, now: now, command: surroundings.mint(at: now)))
    } catch {
      throw .trouble(error)
    }
  }

  /// The persona with an identifier.
  public func persona(_ id: Persona.ID) async throws(StoreTrouble) -> Persona? {
    try await driver.reading { (store) async throws(StoreError) in
      try await store.load([.persona(id)]).items.first?.found?.record.value(as: Persona.self)
    }
  }

  /// All personas in the order in which they were registered.
  public func list(after place: Place? = nil, limit: Int = 50) async throws(StoreTrouble) -> Listing<Persona> {
    try await driver.reading { (store) async throws(StoreError) in
      try await store.list(ShelfQuery([.personas]), after: place, limit: max(1, limit)).values()
    }
  }
}

/// Writes a persona over the one of its identifier.
struct RegisterPersona: Decision {
  let persona: Persona
  let now: Date
  let command: CommandID

  var reads: [RecordKey] { [persona.key] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Persona> {
    var result = persona
    if var stored = try draft.read(Persona.self, persona.key) {
      switch draft.effect(of: command, on: stored) {
      case .present: return .stand(stored)
      case .uncertain: return .uncertain
      // One that was removed and registered again counts anew, so its revision tells nothing of this command.
      case .absent where draft.mayHaveChanged(persona.key): return .uncertain
      case .absent: break
      }
      guard stored.replace(by: persona, at: now, command: command) else { return .stand(stored) }
      result = stored
    } else if draft.mayHaveChanged(persona.key) {
      return .uncertain
    }
    draft.put(result)
    draft.emit(DomainEvent(.personaRegistered, result, command: command, at: now))
    return .write(result)
  }
}

/// Removes a persona.
struct RemovePersona: Decision {
  let id: Persona.ID
  let now: Date
  let command: CommandID

  var reads: [RecordKey] { [.persona(id)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Void> {
    guard let persona = try draft.read(Persona.self, .persona(id)) else { return .stand(()) }
    // One that was registered again meanwhile is not the one to remove.
    guard !draft.mayHaveChanged(.persona(id)) else { return .uncertain }
    draft.delete(.persona(id))
    draft.emit(DomainEvent(.personaRemoved, persona, command: command, at: now))
    return .write(())
  }
}

extension DomainEvent {
  /// What happened to a persona by a command of the system.
  init(_ kind: Kind, _ persona: Persona, command: CommandID, at now: Date) {
    self.init(
      id: ID(command: command, ordinal: 0), kind: kind, subject: persona.key, actor: .system, time: now)
  }
}

extension ShelfPage {
  /// The page's records as values.
  func values<Value: Stored>(of type: Value.Type = Value.self) throws(StoreError) -> Listing<Value> {
    var values: [Value] = []
    for candidate in candidates { values.append(try candidate.found.record.value(as: Value.self)) }
    return Listing(values: values, next: next)
  }
}

/// Why an operation on a persona was not carried out. Nothing was stored.
public enum PersonaError: Error, Hashable, Sendable {
  /// The caller is not the system.
  case refused
  /// The name or the prompt breaks a rule or a limit.
  case invalid(FieldError)
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

extension PersonaError: OperationError {
  private var cause: (any ReportableError)? {
    switch self {
    case .refused: nil
    case .invalid(let error): error
    case .trouble(let trouble): trouble
    }
  }

  /// Names the case, or its cause, for programs.
  public var code: String { cause?.code ?? "persona-refused" }

  /// Says it to a stranger.
  public var message: String { cause?.message ?? "Only the service itself changes personas." }

  /// The HTTP status that usually fits.
  public var status: Int { cause?.status ?? 403 }

  /// Says it to a log.
  public var detail: String { cause?.detail ?? "a caller other than the system tried to change a persona" }
}
