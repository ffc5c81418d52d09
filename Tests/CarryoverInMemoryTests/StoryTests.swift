import Carryover
import CarryoverInMemory
import CarryoverTesting
import FoundationEssentials
import Stories
import Testing

@Suite("Stories in memory")
struct StoryTests {
  private func stage() throws -> Stage {
    let clock = ManualClock(Date(timeIntervalSince1970: 1_800_000_000))
    return try Stage(over: InMemoryStore(), clock: clock, .manual(clock: clock, seed: 1))
  }

  @Test(arguments: ClaimStory.allCases)
  func `a claim`(_ story: ClaimStory) async throws { try await story.tell(on: stage()) }

  @Test(arguments: ConversationStory.allCases)
  func `a conversation`(_ story: ConversationStory) async throws { try await story.tell(on: stage()) }
}
