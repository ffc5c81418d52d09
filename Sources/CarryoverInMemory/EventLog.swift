internal import Carryover

/// The newest events of a store, in blocks, so that forgetting the oldest costs the same however many are kept.
struct EventLog {
  private static let blockSize = 256

  private let epoch: UInt64
  private let retention: Int
  private var blocks: [[DomainEvent]] = []

  /// The number of the oldest event that is still kept; the first ever was number 0.
  private var oldest = 0

  /// The number that the next event gets.
  private var next = 0

  init(epoch: UInt64, retention: Int) {
    self.epoch = epoch
    self.retention = retention
  }

  mutating func append(_ event: DomainEvent) {
    if next % Self.blockSize == 0 {
      var block: [DomainEvent] = []
      block.reserveCapacity(min(Self.blockSize, retention))
      blocks.append(block)
    }
    blocks[blocks.count - 1].append(event)
    next += 1
    guard next - oldest > retention else { return }
    oldest += 1
    if oldest % Self.blockSize == 0 { blocks.removeFirst() }
  }

  func page(after position: FeedPosition, limit: Int) throws(StoreError) -> FeedPage {
    let start = position == .start ? oldest : try number(of: position)
    let end = start + min(max(1, limit), next - start)
    let entries = (start..<max(start, end)).map { FeedEntry(self.position(after: $0), self[$0]) }
    return FeedPage(entries: entries, end: entries.last?.position ?? self.position(before: start))
  }

  private subscript(number: Int) -> DomainEvent {
    let first = oldest - oldest % Self.blockSize
    return blocks[(number - first) / Self.blockSize][(number - first) % Self.blockSize]
  }

  private func position(after number: Int) -> FeedPosition { position(before: number + 1) }

  private func position(before number: Int) -> FeedPosition {
    FeedPosition("\(String(epoch, radix: 16))-\(number)")
  }

  /// The number of the first event beyond a position.
  private func number(of position: FeedPosition) throws(StoreError) -> Int {
    let parts = position.text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == String(epoch, radix: 16), let number = Int(parts[1]),
      position == self.position(before: number), (oldest...next).contains(number)
    else { throw .gone }
    return number
  }
}
