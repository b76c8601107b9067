import JobModel
import JobStore
import Testing

struct WritingTests {
  @Test func `two processes that write at once lose nothing`() async throws {
    try await withTwoStores { first, second in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (offset, store) in [first, second].enumerated() {
          for number in 0..<50 {
            let run = UInt64(number * 2 + offset)
            group.addTask { try await store.record(.kept(run: run, id: JobID("\(run)"))) }
          }
        }
        try await group.waitForAll()
      }

      let runs = try await first.jobs(of: "render").map(\.run.low)
      #expect(runs.sorted() == Array(0..<100))
    }
  }

  @Test func `numbers that two processes set aside never meet`() async throws {
    try await withTwoStores { first, second in
      #expect(await first.reserve(3, of: "render") == 1)
      #expect(await second.reserve(1, of: "render") == 4)
      #expect(await first.reserve(2, of: "render") == 5)
      #expect(await second.reserve(1, of: "demo") == 1)
    }
  }

  @Test func `a batch is kept also when its task was cancelled`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())

    let writing = Task {
      while !Task.isCancelled { await Task.yield() }
      try await store.record(.kept())
    }
    writing.cancel()
    try await writing.value

    #expect(try await store.jobs(of: "render") == [.kept()])
  }

  @Test func `of a batch that cannot be kept nothing is kept`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())

    await #expect(throws: JobFailure.self) {
      try await store.record(.kept(run: 1, id: "1"), .kept(run: 2, id: "2", number: 0))
    }

    #expect(try await store.jobs(of: "render") == [])
  }

  @Test func `a closed store says so, and may be closed again`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    await store.close()
    await store.close()

    await #expect(throws: JobFailure.journal(why: "the store is closed")) {
      try await store.record(.kept())
    }
    await #expect(throws: JobFailure.unread(why: "the store is closed")) {
      try await store.jobs(of: "render")
    }
  }

  @Test func `pruning takes away what ended before, with its history, and nothing else`()
    async throws
  {
    let store = try JobStore.inMemory(clock: HandClock())
    let old = (0..<1200).map { number in
      Job.kept(run: 1000 + UInt64(number), id: JobID("\(number)"), state: .completed, seen: -100)
    }
    let recent = Job.kept(run: 1, id: "recent", state: .completed, seen: -99)
    let active = Job.kept(run: 2, id: "active", state: .running, seen: -500)
    let forgotten = Job.kept(run: 3, id: "forgotten", state: .running, seen: -500)
    try await store.record(
      (old + [recent, active, forgotten]).map {
        .update(JobUpdate(time: .at(0), source: .poll, job: $0))
      } + [.forget(forgotten.run)]
    )

    try await store.prune(before: .at(-99))

    #expect(try await store.jobs(of: "render") == [recent, active])
    #expect(try await store.runs(of: "forgotten", server: "render") == [])
    #expect(try await store.history(of: .number(1000)) == [])
    #expect(try await store.history(of: .number(2)).count == 1)
  }
}
