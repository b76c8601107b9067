import GRDB
import JobModel
import Testing

@testable import JobStore

struct DurationTests {
  private let durations: [JobDuration] = [
    .exactly(.milliseconds(1500)), .between(.seconds(2), .seconds(3)), .longerThan(.seconds(4)),
  ]

  private func entries(
    kind: String = "render",
    of span: DurationSpan = .whole,
    counting count: Int = 128
  ) -> [JournalEntry] {
    durations.map { .duration($0, of: span, server: "farm", kind: kind, counting: count) }
  }

  @Test func `how long jobs took is kept by server and kind, in order`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    try await store.record(entries() + entries(kind: "mix").prefix(1))
    #expect(
      try await store.durations(of: "farm") == [
        "render": DurationHistories(whole: DurationHistory(durations)),
        "mix": DurationHistories(whole: DurationHistory(durations.prefix(1))),
      ]
    )
    #expect(try await store.durations(of: "other") == [:])
  }

  @Test func `those that no longer count are let go of`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    try await store.record(entries(kind: "mix") + entries())
    try await store.record([
      .duration(.exactly(.seconds(9)), of: .whole, server: "farm", kind: "render", counting: 2)
    ])
    let kept = try await store.durations(of: "farm")
    #expect(kept["render"]?.whole.durations == [.longerThan(.seconds(4)), .exactly(.seconds(9))])
    #expect(kept["mix"]?.whole.durations.count == 3)
  }

  @Test func `what one process learns the next one knows`() async throws {
    try await withTwoStores { first, second in
      try await first.record(entries())
      #expect(
        try await second.durations(of: "farm") == [
          "render": DurationHistories(whole: DurationHistory(durations))
        ]
      )
    }
  }

  @Test func `how long jobs ran is kept apart from how long they took`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    try await store.record(entries() + entries(of: .running))
    try await store.record([
      .duration(.exactly(.seconds(9)), of: .running, server: "farm", kind: "render", counting: 1)
    ])
    let running = DurationHistory([.exactly(.seconds(9))])
    #expect(
      try await store.durations(of: "farm") == [
        "render": DurationHistories(whole: DurationHistory(durations), running: running)
      ]
    )
  }

  @Test func `what a file from before has learned is of the whole time`() async throws {
    try await withFolder { folder in
      let path = folder + "/jobs.sqlite"
      let earlier = try DatabaseQueue(path: path)
      try Schema.migrator.migrate(earlier, upTo: "6 changes by their writer")
      try await earlier.write { database in
        try database.execute(
          sql: "INSERT INTO durations (server, kind, early, late) VALUES ('farm', 'mix', 7, 7)"
        )
      }
      try earlier.close()

      let store = try JobStore(path: path, clock: HandClock())
      let known = DurationHistory([.exactly(.nanoseconds(7))])
      #expect(try await store.durations(of: "farm") == ["mix": DurationHistories(whole: known)])
      await store.close()
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
      #expect(try await store.durations(of: "farm")["render"]?.whole.durations == durations)
      await store.close()
    }
  }
}
