import JobModel
import JobStore
import Testing

struct RoundTripTests {
  @Test(arguments: JobState.allCases)
  func `a job in any state comes back as it was`(state: JobState) async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let job = Job.kept(state: state)

    try await store.record(job)

    #expect(try await store.jobs(of: "render") == [job])
  }

  @Test func `every field comes back as it was`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let job = Job.full

    try await store.record(job)

    #expect(try await store.jobs(of: "render") == [job])
  }

  @Test func `a job of which only its draft is known comes back`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let draft = Job.kept(id: nil, state: .submitting, seen: nil, draft: Draft())

    try await store.record(draft)

    #expect(try await store.jobs(of: "render") == [draft])
  }

  @Test func `the one job of a server keeps its empty id`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let job = Job.kept(id: .only)

    try await store.record(job)

    #expect(try await store.jobs(of: "render") == [job])
  }

  @Test func `what is recorded again replaces every field but draft and name`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let plain = Job.kept(seen: 1).with { ($0.draft, $0.title) = (Job.full.draft, Job.full.title) }

    try await store.record(.full)
    try await store.record(plain)

    #expect(try await store.jobs(of: "render") == [plain])
  }

  @Test func `everything is there after the file was opened again`() async throws {
    try await withFolder { folder in
      let path = folder + "/jobs.sqlite"
      let first = try JobStore(path: path, clock: HandClock())
      try await first.record(.full)
      await first.close()

      let second = try await JobStore.open(at: path, clock: HandClock())

      #expect(try await second.jobs(of: "render") == [.full])
      #expect(second.notices == [])
    }
  }

  @Test func `a server's jobs are its own`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())

    try await store.record(.kept())

    #expect(try await store.jobs(of: "ray") == [])
  }
}

extension Job {
  /// A job of which everything is known.
  static var full: Job {
    Job.kept(
      draft: Draft(
        inputs: ["url": "https://example.org/a.mp4", "tags": ["a", 1.5, .null, true], "n": [:]],
        label: "28 of 40"
      )
    )
    .with { job in
      job.serverState = "RUNNING/2"
      job.isKnownWord = false
      job.confirmation = Confirmation(count: 1, needed: 3)
      job.title = "Keynote → French\u{7}"
      job.kind = "video_translation"
      job.progress = 0.78
      job.attempt = 2
      job.attemptLimit = 3
      job.reason = "unsupported “codec”"
      job.result = ["url": "https://example.org/b.mp4", "size": 12_345_678_901]
      job.revision = "W/\"9\""
      job.started = .at(-50)
      job.finished = .at(-1)
      job.updated = .at(-2)
      job.interval = .milliseconds(1500)
      job.polls = 12
      job.repeats = 4
      job.isCreationKnown = false
    }
  }
}
