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

  @Test func `a text with a NUL comes back whole`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let text = "a\0b\u{1A}\u{1A}0\u{1A}1c\0"
    let job = Job.full.with {
      $0.jobID = JobID(text)
      ($0.serverState, $0.title, $0.kind) = (text, text, text)
      ($0.reason, $0.revision, $0.result) = (text, text, .string(text))
      $0.draft = Draft(inputs: [text: .string(text)], label: text)
    }

    try await store.record(job)

    #expect(try await store.jobs(of: "render") == [job])
    let history = try await store.history(of: job.run)
    #expect(history.map(\.reason) == [text])
  }

  @Test func `ids that are alike up to a NUL are those of different jobs`() async throws {
    let store = try JobStore.inMemory(clock: HandClock())
    let ids: [JobID] = ["a", "a\0b", "a\0c", "a\u{1A}0b"]

    for (index, id) in ids.enumerated() {
      try await store.record(.kept(run: UInt64(index + 1), id: id))
    }

    #expect(try await Set(store.jobs(of: "render").map(\.jobID)) == Set(ids))
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
