import JobModel
import JobStore
import Testing

struct ChangesTests {
  @Test(.timeLimit(.minutes(3)))
  func `what another process writes arrives within a second`() async throws {
    let clock = HandClock()
    try await withTwoStores(clock: clock) { first, second in
      let stream = first.changes(of: "render")
      let reading = Task { await stream.first { _ in true } }
      let ticking = Task { await clock.keepAdvancing(by: .seconds(1)) }

      try await second.record(.kept())

      #expect(await reading.value?.jobs == [.kept()])
      ticking.cancel()
    }
  }

  @Test(.timeLimit(.minutes(3)))
  func `the stream of a file ends when the store is closed`() async throws {
    let clock = HandClock()
    try await withTwoStores(clock: clock) { first, _ in
      let stream = first.changes(of: "render")
      let reading = Task { await stream.reduce(into: 0) { count, _ in count += 1 } }
      let ticking = Task { await clock.keepAdvancing(by: .seconds(1)) }

      await first.close()

      #expect(await reading.value == 0)
      ticking.cancel()
    }
  }

  @Test func `what was written between the opening and the first look arrives`() async throws {
    try await withTwoStores { first, second in
      try await second.record(.kept())

      let batch = await first.changes(of: "render").first { _ in true }

      #expect(batch?.jobs == [.kept()])
    }
  }

  @Test func `what this process has written does not arrive`() async throws {
    try await withTwoStores { first, second in
      try await first.record(.kept(run: 1, id: "1"))
      try await second.record(.kept(run: 2, id: "2"))

      #expect(
        await first.changes(of: "render").first { _ in true }?.jobs == [.kept(run: 2, id: "2")]
      )
      #expect(
        await second.changes(of: "render").first { _ in true }?.jobs == [.kept(run: 1, id: "1")]
      )
    }
  }

  @Test func `how a run ended that another one has taken the place of arrives too`() async throws {
    try await withTwoStores { first, second in
      let ended = Job.kept(run: 2, state: .completed, seen: 1)
      let next = Job.kept(run: 3, number: 2, state: .pending, seen: 2)
      try await second.record(ended)
      try await second.record(next, replacing: ended.run)

      #expect(await first.changes(of: "render").first { _ in true }?.jobs == [ended, next])
    }
  }

  @Test(.timeLimit(.minutes(3)))
  func `what was found of our job before its create was answered arrives`() async throws {
    try await withTwoStores { first, second in
      let draft = Draft(inputs: ["a": 1])
      let sent = Job.kept(run: 1, id: nil, state: .submitting, seen: nil, draft: draft)
      try await first.record(sent)
      try await second.record(.kept(run: 2, state: .completed, seen: 2))
      try await first.record(.kept(run: 1, state: .pending, seen: 1, draft: draft))

      let found = Job.kept(run: 2, state: .completed, seen: 2, draft: draft)
      #expect(await first.changes(of: "render").first { _ in true }?.jobs == [found])
    }
  }

  @Test(.timeLimit(.minutes(3)))
  func `under which name another process knows a run arrives although we wrote it since`()
    async throws
  {
    try await withTwoStores { first, second in
      let draft = Draft(inputs: ["a": 1])
      try await second.record(.kept(run: 1, id: nil, state: .submitting, seen: nil, draft: draft))
      try await second.record(.kept(run: 1, state: .pending, seen: 1, draft: draft))
      try await first.record(.kept(run: 2, state: .pending, seen: 2))
      try await first.record(.kept(run: 2, state: .running, seen: 3))

      let told = Job.kept(run: 1, state: .running, seen: 3, draft: draft)
      #expect(await first.changes(of: "render").first { _ in true }?.jobs == [told])
    }
  }

  @Test func `what is written about another server does not arrive`() async throws {
    try await withTwoStores { first, second in
      var other = Job(
        run: .number(3),
        server: "ray",
        jobID: "7",
        state: .running,
        created: .at(0)
      )
      other.seen = .at(0)
      try await second.record(other, .kept())

      #expect(await first.changes(of: "render").first { _ in true }?.jobs == [.kept()])
    }
  }

  @Test func `facts that lost against newer ones do not hide these`() async throws {
    try await withTwoStores { first, second in
      let newer = Job.kept(run: 1, state: .completed, seen: 2)
      try await second.record(newer)
      try await first.record(.kept(run: 2, state: .running, seen: 1))

      #expect(await first.changes(of: "render").first { _ in true }?.jobs == [newer])
    }
  }

  @Test(.timeLimit(.minutes(3)))
  func `what another process forgets arrives, also where we wrote of it since`() async throws {
    let clock = HandClock()
    try await withTwoStores(clock: clock) { first, second in
      try await first.record(.kept(seen: 1), .kept(run: 2, id: "8", seen: 1))
      try await second.record([.forget(.number(1))])
      try await first.record(.kept(state: .completed, seen: 2))
      try await first.record([.forget(.number(2))])

      let changes = await first.changes(of: "render").first { _ in true }
      #expect(changes == JournalChanges(forgotten: [.kept(state: .completed, seen: 2)]))
      let others = await second.changes(of: "render").first { _ in true }
      #expect(others?.forgotten.contains(.kept(run: 2, id: "8", seen: 1)) == true)
    }
  }

  @Test func `each change arrives once`() async throws {
    let clock = HandClock()
    try await withTwoStores(clock: clock) { first, second in
      var batches = first.changes(of: "render").makeAsyncIterator()
      try await second.record(.kept(seen: 1))
      #expect(await batches.next()?.jobs == [.kept(seen: 1)])

      try await second.record(.kept(run: 2, id: "8", seen: 2))

      #expect(await batches.next()?.jobs == [.kept(run: 2, id: "8", seen: 2)])
    }
  }

  @Test func `the stream ends when the store is closed`() async throws {
    let clock = HandClock()
    let store = try JobStore.inMemory(clock: clock)
    async let batches = store.changes(of: "render").reduce(into: 0) { count, _ in count += 1 }
    await clock.sleeper()

    await store.close()
    clock.advance(by: .seconds(1))

    #expect(await batches == 0)
  }

  @Test func `the stream ends when its task is cancelled`() async throws {
    let clock = HandClock()
    let store = try JobStore.inMemory(clock: clock)
    let stream = store.changes(of: "render")
    let reading = Task { await stream.reduce(into: 0) { count, _ in count += 1 } }
    await clock.sleeper()

    reading.cancel()

    #expect(await reading.value == 0)
  }
}
