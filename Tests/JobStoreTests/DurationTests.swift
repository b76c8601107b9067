import GRDB
import JobModel
import Testing

@testable import JobStore

struct DurationTests {
  private let durations: [JobDuration] = [
    .exactly(.milliseconds(1500)), .between(.seconds(2), .seconds(3)), .longerThan(.seconds(4)),
  ]

  private func entries(kind: String = "render", counting count: Int = 128) -> [JournalEntry] {
    durations.map { .duration($0, server: "farm", kind: kind, counting: count) }
  }

  @Test func `how long jobs took is kept by server and kind, in order`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    try await store.record(entries() + entries(kind: "mix").prefix(1))
    #expect(
      try await store.durations(of: "farm") == [
        "render": DurationHistory(durations), "mix": DurationHistory(durations.prefix(1)),
      ]
    )
    #expect(try await store.durations(of: "other") == [:])
  }

  @Test func `those that no longer count are let go of`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    try await store.record(entries(kind: "mix") + entries())
    try await store.record([
      .duration(.exactly(.seconds(9)), server: "farm", kind: "render", counting: 2)
    ])
    let kept = try await store.durations(of: "farm")
    #expect(kept["render"]?.durations == [.longerThan(.seconds(4)), .exactly(.seconds(9))])
    #expect(kept["mix"]?.durations.count == 3)
  }

  @Test func `what one process learns the next one knows`() async throws {
    try await withTwoStores { first, second in
      try await first.record(entries())
      #expect(
        try await second.durations(of: "farm") == ["render": DurationHistory(durations)]
      )
    }
  }

  @Test func `a file from before goes on with its jobs and learns from then on`() async throws {
    try await withFolder { folder in
      let path = folder + "/jobs.sqlite"
      let earlier = try DatabaseQueue(path: path)
      try Schema.migrator.migrate(earlier, upTo: "4 how the dashboard was left")
      try earlier.close()

      let store = try JobStore(path: path, clock: HandClock())
      #expect(try await store.durations(of: "farm") == [:])
      try await store.record(entries())
      #expect(try await store.durations(of: "farm")["render"]?.durations == durations)
      await store.close()
    }
  }
}
