import JobClient
import JobModel
import JobProfile
import JobSimulator
import Synchronization
import TestSupport
import Testing

/// A journal that cannot be written or read for a while: the disk is full, another program holds it.
@Suite struct JournalTroubleTests {
  private let journal = SickJournal()
  private let clock = TestClock()

  private func stage(_ transport: (any Transport)? = nil) throws -> JobClient {
    try JobClient(
      profile: .named("envelope"),
      options: WatchOptions(poll: .fixed(.seconds(1))),
      journal: journal,
      transport: try transport ?? server(),
      clock: clock,
      generator: SeededGenerator(state: 1)
    )
  }

  private func server() throws -> any Transport {
    InProcessTransport(to: try JobServer(profile: try .named("envelope"), clock: clock))
  }

  /// Lets time pass as fast as somebody waits for it.
  private func passingTime<Value: Sendable>(
    _ body: () async throws -> Value
  ) async throws -> Value {
    let time = Task { [clock] in
      while !Task.isCancelled { await clock.advanceToNextDeadline() }
    }
    defer { time.cancel() }
    return try await body()
  }

  /// What the user was warned of; ends with the client.
  private func warnings(of client: JobClient) -> Task<[JobFailure], Never> {
    let notices = client.notices()
    return Task {
      var warnings: [JobFailure] = []
      for await case .warning(let warning) in notices { warnings.append(warning) }
      return warnings
    }
  }

  @Test func `a job is told of only when the journal has its id`() async throws {
    let client = try stage()
    let told = Mutex<[Bool]>([])
    client.listen(everyAnswer: true) { [journal] update in
      guard let id = update.job.jobID else { return }
      told.withLock { $0.append(journal.ids.contains(id)) }
    }
    for _ in 1...3 {
      let job = try await client.create()
      #expect(journal.ids.contains(job))
    }
    let updates = try await client.create(drafts: [Draft(), Draft()])
    #expect(journal.ids.isSuperset(of: updates.compactMap(\.job.jobID)))
    await client.close()
    #expect(told.withLock { $0 } == Array(repeating: true, count: 5))
  }

  @Test func `what could not be noted down is once it can be, and the user is told once`()
    async throws
  {
    let client = try stage()
    let warnings = warnings(of: client)
    try await passingTime {
      let job = try await client.create()
      journal.suffer("the disk is full")
      let last = try await client.waitForCompletion(of: job, within: nil)
      #expect(!journal.states.contains(last.state))
      journal.suffer(nil)
      for await entries in journal.batches {
        let ends = entries.contains { entry in
          if case .update(let update) = entry { update.state == last.state } else { false }
        }
        if ends { break }
      }
    }
    await client.close()
    let told = await warnings.value
    #expect(told == [.unkept(why: "the disk is full")])
  }

  @Test func `the end is the last chance to note down what could not be`() async throws {
    let client = try stage()
    let last = try await passingTime {
      let job = try await client.create()
      journal.suffer("the disk is full")
      return try await client.waitForCompletion(of: job, within: nil)
    }
    journal.suffer(nil)
    await client.close()
    #expect(journal.states.last == last.state)
  }

  @Test func `a journal that stays as it is holds up no end`() async throws {
    let client = try stage()
    let job = try await client.create()
    journal.suffer("another program holds the file locked")
    _ = try await client.status(of: job)
    await client.close()
    #expect(await client.counts() == .none)
  }

  @Test func `a create that cannot be noted down is not sent, and the next one may be`()
    async throws
  {
    let transport = CountingTransport(base: try server())
    let client = try stage(transport)
    let warnings = warnings(of: client)
    // What was kept has been read once it is answered.
    try await client.track([])
    journal.suffer("the disk is full")
    await #expect(throws: JobFailure.journal(why: "the disk is full")) {
      try await client.create()
    }
    #expect(await transport.requests.all.isEmpty)
    journal.suffer(nil)
    _ = try await client.create()
    #expect(await transport.requests.all.count == 1)
    await client.close()
    #expect(journal.states.filter { $0 == .refused }.count == 1)
    let told = await warnings.value
    #expect(told == [.unkept(why: "the disk is full")])
  }

  @Test func `what cannot be read is told, and the client works`() async throws {
    journal.suffer("the file is damaged")
    let client = try stage()
    var reports = client.notices().makeAsyncIterator()
    var report = await reports.next()
    while case .status = report { report = await reports.next() }
    #expect(report == .warning(.unread(why: "the file is damaged")))
    journal.suffer(nil)
    _ = try await client.create()
    await client.close()
  }
}
