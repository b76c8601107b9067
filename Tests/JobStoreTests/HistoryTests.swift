import JobModel
import JobStore
import Testing

struct HistoryTests {
  @Test func `the history holds what changed the state, the attempt or the reason`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let first = Job.kept(state: .pending, seen: 1)
    let second = Job.kept(state: .running, seen: 2).with { $0.serverState = "RUN" }
    let third = second.with { ($0.attempt, $0.seen) = (2, .at(4)) }
    let fourth = third.with { ($0.reason, $0.seen) = ("codec", .at(5)) }

    try await store.record(first)
    try await store.record(second)
    try await store.record(second.with { ($0.progress, $0.seen) = (0.5, .at(3)) })
    try await store.record(third, fourth)

    #expect(
      try await store.history(of: .number(1)) == [
        HistoryEntry(time: .at(1), source: .poll, state: .pending),
        HistoryEntry(time: .at(2), source: .poll, state: .running, serverState: "RUN"),
        HistoryEntry(
          time: .at(4),
          source: .poll,
          state: .running,
          serverState: "RUN",
          attempt: 2
        ),
        HistoryEntry(
          time: .at(5),
          source: .poll,
          state: .running,
          serverState: "RUN",
          attempt: 2,
          reason: "codec"
        ),
      ]
    )
  }

  @Test(arguments: UpdateSource.allCases)
  func `the history says how a fact reached us`(source: UpdateSource) async throws {
    let store = try JobStore.inMemory(clock: HandClock())

    try await store.record([.update(JobUpdate(time: .at(1), source: source, job: .kept()))])

    #expect(
      try await store.history(of: .number(1)) == [
        HistoryEntry(time: .at(1), source: source, state: .running)
      ]
    )
  }

  @Test func `an end became known when it was first told, however often it was confirmed`()
    async throws
  {
    let store = try JobStore.inMemory(clock: HandClock())
    let lost = Job.kept(run: 3, id: "9", state: .lost, seen: 3).with { $0.finished = .at(8) }
    try await store.record(.kept(seen: 1), .kept(run: 2, id: "8", seen: 1))
    try await store.record(.kept(state: .failed, seen: 2), .kept(run: 2, id: "8", seen: 4))
    try await store.record(.kept(state: .failed, seen: 6))
    try await store.record([.update(JobUpdate(time: .at(8), source: .poll, job: lost))])

    let kept = try await store.runs(after: .start).updates

    #expect(kept.map(\.time) == [.at(2), .at(4), .at(8)])
    #expect(kept.map(\.job.seen) == [.at(6), .at(4), .at(3)])
  }

  @Test func `a run that was never recorded has no history`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    try await store.record(.kept())

    #expect(try await store.history(of: .number(9)) == [])
  }
}
