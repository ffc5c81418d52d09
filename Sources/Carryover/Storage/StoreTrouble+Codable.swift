/// An object with the kind of trouble, and beside it what that kind carries.
extension StoreTrouble: Codable {
  enum CodingKeys: String, CodingKey {
    case kind, attempts, excess, detail
  }

  private enum Kind: String, Codable {
    case contended, unknown, cancelled, tooLarge, gone, failed, unreadable
  }

  /// Reads the wire form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .contended: self = .contended(attempts: try container.decode(Int.self, forKey: .attempts))
    case .unknown: self = .unknown
    case .cancelled: self = .cancelled
    case .tooLarge: self = .tooLarge(try container.decode(StoreLimits.Excess.self, forKey: .excess))
    case .gone: self = .gone
    case .failed: self = .failed(try container.decode(String.self, forKey: .detail))
    case .unreadable: self = .unreadable(try container.decode(String.self, forKey: .detail))
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func write(_ kind: Kind) throws { try container.encode(kind, forKey: .kind) }
    switch self {
    case .contended(let attempts):
      try write(.contended)
      try container.encode(attempts, forKey: .attempts)
    case .unknown: try write(.unknown)
    case .cancelled: try write(.cancelled)
    case .tooLarge(let excess):
      try write(.tooLarge)
      try container.encode(excess, forKey: .excess)
    case .gone: try write(.gone)
    case .failed(let detail):
      try write(.failed)
      try container.encode(detail, forKey: .detail)
    case .unreadable(let detail):
      try write(.unreadable)
      try container.encode(detail, forKey: .detail)
    }
  }
}

/// An object with one member: the limit, under the name that ``StoreLimits`` gives it.
extension StoreLimits.Excess: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case keysPerLoad, changesPerCommit, bytesPerRecord
  }

  /// Reads the wire form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard let key = container.allKeys.first, container.allKeys.count == 1 else {
      let known = CodingKeys.allCases.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not exactly one of \(known)"))
    }
    let limit = try container.decode(Int.self, forKey: key)
    switch key {
    case .keysPerLoad: self = .keysPerLoad(limit: limit)
    case .changesPerCommit: self = .changesPerCommit(limit: limit)
    case .bytesPerRecord: self = .bytesPerRecord(limit: limit)
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .keysPerLoad(let limit): try container.encode(limit, forKey: .keysPerLoad)
    case .changesPerCommit(let limit): try container.encode(limit, forKey: .changesPerCommit)
    case .bytesPerRecord(let limit): try container.encode(limit, forKey: .bytesPerRecord)
    }
  }
}
