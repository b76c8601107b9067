import JobModel
import JobStore
import Testing

/// Two processes that write about the same job.
struct MergeTests {
  @Test func `a run found by two processes keeps its first name and takes the newer facts`()
    async throws
  {
    try await withTwoStores { first, second in
      try await first.record(.kept(run: 1, state: .pending, seen: 1))
      try await second.record(.kept(run: 2, state: .running, seen: 2))

      #expect(try await first.jobs(of: "render") == [.kept(run: 1, state: .running, seen: 2)])
      #expect(
        try await first.history(of: .number(2)) == [
          HistoryEntry(time: .at(1), source: .poll, state: .pending),
          HistoryEntry(time: .at(2), source: .poll, state: .running),
        ]
      )
    }
  }

  @Test(arguments: [UInt64(1), 2])
  func `older facts do not replace newer ones, by whichever name`(run: UInt64) async throws {
    try await withTwoStores { first, second in
      let newer = Job.kept(run: 1, state: .running, seen: 2)
      try await first.record(newer)

      try await second.record(.kept(run: run, state: .pending, seen: 1))

      #expect(try await first.jobs(of: "render") == [newer])
    }
  }

  @Test func `a clock that was set back does not hide what is learned from then on`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    try await store.record(.kept(state: .pending, seen: 3600))

    let later = Job.kept(state: .running, seen: 1)
    try await store.record(later)

    #expect(try await store.jobs(of: "render") == [later])
  }

  @Test func `a clock that was set back takes no end away`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let end = Job.kept(state: .completed, seen: 3600)
    try await store.record(end)

    try await store.record(.kept(state: .running, seen: 1))

    #expect(try await store.jobs(of: "render") == [end])
  }

  @Test func `a run that the server never confirmed does not replace one that it has`()
    async throws
  {
    let store = try JobStore.inMemory(clock: HandClock())
    try await store.record(.kept(run: 1, state: .running, seen: 2))

    try await store.record(.kept(run: 2, state: .pending, seen: nil))

    #expect(try await store.jobs(of: "render") == [.kept(run: 1, state: .running, seen: 2)])
  }

  @Test(arguments: JobState.allCases.filter(\.isFinal))
  func `a final state stays, however late another one is said of the same run`(state: JobState)
    async throws
  {
    let store = try JobStore.inMemory(clock: HandClock())
    let final = Job.kept(state: state, seen: 1)
    try await store.record(final)

    try await store.record(.kept(state: .running, seen: 9))

    #expect(try await store.jobs(of: "render") == [final])
  }

  @Test func `an end counts even where it was confirmed before what is stored`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let final = Job.kept(state: .completed, seen: 1)
    try await store.record(.kept(state: .running, seen: 2))

    try await store.record(final)

    #expect(try await store.jobs(of: "render") == [final])
  }

  @Test(arguments: [JobState.running, .completed])
  func `that a create was given up takes no job away that another process has made of it`(
    state: JobState
  ) async throws {
    try await withTwoStores { first, second in
      let draft = Draft(inputs: ["url": "x"])
      try await first.record(.kept(id: nil, state: .submitting, seen: nil, draft: draft))
      let made = Job.kept(state: state, seen: 3, draft: draft)
      try await second.record(made)
      try await first.record(.kept(id: nil, state: .refused, seen: nil, draft: draft))
      #expect(try await first.jobs(of: "render") == [made])
    }
  }

  /// Only who made it knows what it is called and what it was made of.
  @Test(arguments: [0, 1, 2], [false, true])
  func `who found a job takes its name and its draft from nobody`(
    foundAfter place: Int,
    foundIsNewer: Bool
  ) async throws {
    try await withTwoStores { first, second in
      let draft = Draft(inputs: ["url": "x"], label: "1 of 2")
      let submitting = Job.kept(run: 1, id: nil, state: .submitting, seen: nil, draft: draft)
        .with { $0.title = "#4" }
      let created = Job.kept(run: 1, state: .pending, seen: 3, draft: draft)
        .with { $0.title = "#4" }
      let found = Job.kept(run: 2, state: .pending, seen: foundIsNewer ? 4 : 2)
      for (number, made) in [submitting, created].enumerated() {
        if number == place { try await second.record(found) }
        try await first.record(made)
      }
      if place == 2 { try await second.record(found) }
      for store in [first, second] {
        let kept = try await store.jobs(of: "render")
        #expect(kept.map(\.title) == ["#4"])
        #expect(kept.map(\.draft) == [draft])
      }
    }
  }

  @Test func `a draft whose job somebody else has found becomes one run with it`() async throws {
    try await withTwoStores { first, second in
      let draft = Draft(inputs: ["url": "x"], label: "1 of 2")
      let created = Job.kept(run: 1, id: nil, state: .submitting, seen: nil, draft: draft)
      try await first.record(created)
      try await second.record(.kept(run: 2, state: .pending, seen: 1))

      try await first.record(.kept(run: 1, state: .running, seen: 2))

      #expect(
        try await second.jobs(of: "render") == [
          .kept(run: 2, state: .running, seen: 2, draft: draft)
        ]
      )
      #expect(
        try await first.history(of: .number(1)).map(\.state) == [.submitting, .pending, .running]
      )
    }
  }

  @Test func `an id that the server uses again is a run of its own`() async throws {
    try await withTwoStores { first, second in
      let old = Job.kept(run: 1, state: .completed, seen: 1)
      try await first.record(old)

      try await second.record(.kept(run: 2, state: .pending, created: 5, seen: 6))
      try await second.record(.kept(run: 2, state: .running, created: 5, seen: 7))

      let new = Job.kept(run: 2, number: 2, state: .running, created: 5, seen: 7)
      #expect(try await first.jobs(of: "render") == [new])
      #expect(try await first.runs(of: "7", server: "render") == [old, new])
    }
  }

  @Test func `a job of our own never takes the end of an older job with its id`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let draft = Draft()
    let old = Job.kept(run: 1, state: .failed, seen: 1)
    try await store.record(
      old,
      .kept(run: 2, id: nil, state: .submitting, created: 5, seen: nil, draft: draft)
    )

    try await store.record(.kept(run: 2, state: .completed, created: 5, seen: 6, draft: draft))

    let new = Job.kept(run: 2, number: 2, state: .completed, created: 5, seen: 6, draft: draft)
    #expect(try await store.runs(of: "7", server: "render") == [old, new])
  }

  @Test func `a job asked for by an old id becomes a run of its own once it is seen going on`()
    async throws
  {
    let store = try JobStore.inMemory(clock: HandClock())
    let old = Job.kept(run: 1, state: .completed, seen: 1)
    try await store.record(old, .kept(run: 2, state: .pending, created: 5, seen: nil))
    #expect(try await store.runs(of: "7", server: "render") == [old])

    try await store.record(.kept(run: 2, state: .running, created: 5, seen: 6))

    let new = Job.kept(run: 2, number: 2, state: .running, created: 5, seen: 6)
    #expect(try await store.runs(of: "7", server: "render") == [old, new])
  }
}
