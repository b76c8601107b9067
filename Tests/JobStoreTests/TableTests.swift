import JobModel
import JobStore
import Testing

struct TableTests {
  @Test func `of several runs of a job the latest one is in the table`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let first = Job.kept(run: 1, number: 1, state: .completed)
    let second = Job.kept(run: 2, number: 2, state: .pending)

    try await store.record(second, first)

    #expect(try await store.jobs(of: "render") == [second])
    #expect(try await store.runs(of: "7", server: "render") == [first, second])
  }

  @Test func `jobs come in the order of their creation`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let young = Job.kept(run: 1, id: "1", created: -10)
    let old = Job.kept(run: 2, id: "2", created: -20)

    try await store.record(young, old)

    #expect(try await store.jobs(of: "render") == [old, young])
  }

  @Test func `a few jobs are the latest that have not ended, then of the others`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    for number in 1...6 {
      let isOver = number % 2 == 1
      let state: JobState = isOver ? .completed : .running
      var job = Job.kept(run: UInt64(number), id: JobID("\(number)"), state: state)
      if isOver { job.finished = .at(-10 * Double(number)) }
      try await store.record(job)
    }

    let few = try await store.jobs(of: "render", atMost: 4)
    #expect(few.map(\.jobID) == ["6", "4", "2", "1"])
  }

  @Test func `a job that ended more than a day ago has left the table, an active one has not`()
    async throws
  {
    let clock = HandClock()
    let store = try JobStore.inMemory(clock: clock)
    let ended = Job.kept(run: 1, id: "1", state: .failed).with { $0.finished = .at(-3600) }
    let active = Job.kept(run: 2, id: "2", state: .running)
    try await store.record(ended, active)

    clock.advance(by: .seconds(23 * 3600))
    #expect(try await store.jobs(of: "render") == [ended, active])

    clock.advance(by: .seconds(1))
    #expect(try await store.jobs(of: "render") == [active])
  }

  @Test func `the end of a job without its time is when we learned it`() async throws {
    let clock = HandClock()
    let store = try JobStore.inMemory(clock: clock)
    try await store.record(.kept(state: .lost, created: -100_000))

    clock.advance(by: .seconds(86_400))
    #expect(try await store.jobs(of: "render").count == 1)

    clock.advance(by: .seconds(1))
    #expect(try await store.jobs(of: "render") == [])
  }

  @Test func `a forgotten job stays out of the table, whoever still polls it`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    try await store.record(.kept(run: 1, number: 1), .kept(run: 2, number: 2))

    try await store.record([.forget(.number(2))])
    try await store.record(.kept(run: 2, number: 2, seen: 5))

    #expect(try await store.jobs(of: "render") == [])
  }

  @Test func `a forgotten job that is tracked anew is in the table again`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    try await store.record(.kept(run: 1))
    try await store.record([.forget(.number(1))])

    try await store.record(.kept(run: 2, seen: 5))

    #expect(try await store.jobs(of: "render") == [.kept(run: 1, seen: 5)])
  }

  @Test func `a forgotten job is in the table again as soon as it is asked for`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    try await store.record(.kept(run: 1))
    try await store.record([.forget(.number(1))])

    try await store.record(.kept(run: 2, state: .pending, seen: nil))

    #expect(try await store.jobs(of: "render") == [.kept(run: 1)])
  }

  @Test func `a draft that was sent again leaves its place to the new run`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let draft = Draft(inputs: ["url": "x"])
    let again = Job.kept(run: 2, id: nil, state: .submitting, seen: nil, draft: draft)
    try await store.record(.kept(run: 1, id: nil, state: .refused, draft: draft))

    try await store.record(again, replacing: .number(1))

    #expect(try await store.jobs(of: "render") == [again])
  }
}
