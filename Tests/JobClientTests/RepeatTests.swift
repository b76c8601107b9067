import HTTPTypes
import JobClient
import JobModel
import JobProfile
import TestSupport
import Testing

/// Repeats of failed requests stay within the quota of their server, and hold up nothing else.
@Suite struct RepeatTests {
  /// Answers what is asked for so long; jobs for which `isBroken` always get a 500 that is no state.
  ///
  /// - Returns: How often each job was asked about.
  private func serve(
    _ stage: inout WatcherStage,
    for time: Duration,
    isBroken: (String) -> Bool
  ) -> [String: Int] {
    var counts: [String: Int] = [:]
    let end = stage.now.advanced(by: time)
    while stage.now < end {
      while let line = stage.lines.first {
        counts[line, default: 0] += 1
        if isBroken(line) { stage.answer(500, "oops") } else { stage.answerStatus("pending") }
      }
      guard let next = stage.wakes.filter({ $0 > stage.now }).min(), next <= end else {
        stage.pass(stage.now.duration(to: end))
        continue
      }
      stage.sleep()
    }
    return counts
  }

  private func stage(quota: RetryQuota = RetryQuota()) throws -> WatcherStage {
    WatcherStage(
      try #require(Profile.builtIn("envelope")),
      poll: .fixed(.seconds(2), jitter: 0),
      push: .none,
      retry: RetryPolicy(),
      quota: quota
    )
  }

  /// Ids of two digits: those that begin with 9 are broken.
  private static func isBroken(_ line: String) -> Bool { line.hasPrefix("GET /status/9") }

  @Test func `jobs that always fail are asked about within the quota, and the others as planned`()
    throws
  {
    var stage = try stage()
    let ids = (10..<20).map { JobID("\($0)") } + (90..<100).map { JobID("\($0)") }
    stage.tell(.track(ids, ticket: nil))
    let counts = serve(&stage, for: .seconds(600), isBroken: Self.isBroken)
    let well = counts.filter { !Self.isBroken($0.key) }.values
    let broken = counts.filter { Self.isBroken($0.key) }.values.reduce(0, +)
    #expect(well.allSatisfy { $0 >= 295 }, "\(counts)")
    // The first request of each, 35 that 500 tokens pay for, one for fourteen that went well, and one
    // now and then.
    let paid = 10 + 35 + well.reduce(0, +) / 14
    #expect(broken >= paid && broken <= paid + 80, "\(broken) of \(paid)")
  }

  @Test func `jobs that fail while others are well are asked about in turn`() throws {
    var stage = try stage(quota: RetryQuota(capacity: 28))
    let ids = ["10", "11"] + (90..<100).map { JobID("\($0)") }
    stage.tell(.track(ids, ticket: nil))
    let counts = serve(&stage, for: .seconds(1200), isBroken: Self.isBroken)
    let broken = counts.filter { Self.isBroken($0.key) }.values
    #expect(broken.count == 10)
    #expect((broken.min() ?? 0) * 2 > broken.max() ?? 0, "\(counts)")
  }

  @Test func `when the server is well again all that waited follow at once`() throws {
    var stage = try stage(quota: RetryQuota(capacity: 14))
    let ids = ["10"] + (90..<100).map { JobID("\($0)") }
    stage.tell(.track(ids, ticket: nil))
    _ = serve(&stage, for: .seconds(300), isBroken: Self.isBroken)
    #expect(stage.status?.failing?.requests ?? 0 >= 5)
    // The next that passes is answered well, within half a minute.
    let counts = serve(&stage, for: .seconds(32), isBroken: { _ in false })
    #expect(counts.count == 11, "\(counts)")
    #expect(stage.status?.failing == nil)
  }

  @Test func `a quota that nothing refills asks about broken jobs now and then`() throws {
    var stage = try stage(quota: RetryQuota(capacity: 0))
    stage.tell(.track(["10", "90"], ticket: nil))
    let counts = serve(&stage, for: .seconds(600), isBroken: Self.isBroken)
    let broken = counts["GET /status/90"] ?? 0
    #expect((20...80).contains(broken), "\(broken)")
  }

  @Test func `a job that is denied leaves what is said of the polling as it is`() throws {
    var stage = try stage()
    stage.tell(.track(["10", "90"], ticket: nil))
    _ = serve(&stage, for: .seconds(20), isBroken: { _ in false })
    stage.pass(.seconds(2))
    while let line = stage.lines.first {
      if Self.isBroken(line) {
        stage.answer(404, DenialTests.missing)
      } else {
        stage.answerStatus("pending")
      }
    }
    stage.pass(.seconds(2))
    let denied = stage.reported.last { $0.update.job.jobID == "90" }
    #expect(denied?.update.job.interval == .zero)
    #expect(stage.status?.link == .poll(every: .seconds(2)))
  }

  @Test func `what keeps failing is told with its cause and the instant of the next try`() throws {
    var stage = try stage(quota: RetryQuota(capacity: 0))
    stage.tell(.track(["10", "90"], ticket: nil))
    _ = serve(&stage, for: .seconds(20), isBroken: Self.isBroken)
    let failing = try #require(stage.status?.failing)
    #expect(failing.requests == 1)
    #expect(failing.retryAt > stage.now)
    #expect(failing.because.brief == "answered 500")
    #expect(stage.status?.link == .poll(every: .seconds(2)))
    let sentence = failing.sentence(of: "demo", at: failing.retryAt.advanced(by: .seconds(-3)))
    #expect(
      sentence == """
        demo answers, but some requests keep failing. demo answered GET /status/90 with 500: oops. \
        They are repeated ever more seldom, the next in 3 s.
        """
    )
  }

  @Test func `a server that is wholly away is probed at the breaker's pace, quota or not`() throws {
    var stage = try stage(quota: RetryQuota(capacity: 14))
    stage.tell(.track(["10", "11", "12"], ticket: nil))
    let end = stage.now.advanced(by: .seconds(600))
    var asked = 0
    while stage.now < end {
      while !stage.lines.isEmpty {
        asked += 1
        stage.lose(.notConnected("refused"))
      }
      stage.sleep()
    }
    #expect((30...90).contains(asked), "\(asked)")
    #expect(stage.status?.failing == nil)
    // It is back: one probe, and all jobs are asked about.
    let counts = serve(&stage, for: .seconds(35), isBroken: { _ in false })
    #expect(counts.count == 3)
  }

  @Test func `a create that is repeated waits for the quota and is not dropped`() throws {
    var stage = WatcherStage(
      try #require(Profile.builtIn("jobtop")),
      push: .none,
      retry: RetryPolicy(),
      createTries: .max,
      quota: RetryQuota(capacity: 0)
    )
    stage.tell(.create([Draft(inputs: ["title": "x"])], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.tell(.track(["7"], ticket: nil))
    // Another request is answered well before each try: the breaker stays closed.
    var tries = 0
    let end = stage.now.advanced(by: .seconds(120))
    while stage.now < end, tries < 8 {
      while let line = stage.lines.first {
        if line.hasPrefix("POST") {
          tries += 1
          stage.answer(500, "oops")
        } else {
          stage.answer(200, #"{"id":"7","status":"running"}"#)
        }
      }
      stage.sleep()
    }
    #expect((3...8).contains(tries), "\(tries)")
    #expect(stage.replies[Ticket(value: 1)] == nil)
    #expect(stage.reported.contains { $0.update.state == .submitting })
  }

  @Test func `a list that always fails is asked for ever more seldom`() throws {
    var stage = WatcherStage(
      try #require(Profile.builtIn("listing")),
      push: .none,
      discovers: true,
      retry: RetryPolicy()
    )
    stage.tell(.track(["7"], ticket: nil))
    var lists = 0
    let end = stage.now.advanced(by: .seconds(300))
    while stage.now < end {
      while let line = stage.lines.first {
        if line.contains("/7") {
          stage.answer(200, #"{"id":"7","status":"pending"}"#)
        } else {
          lists += 1
          stage.answer(500, "oops")
        }
      }
      stage.sleep()
    }
    #expect((8...60).contains(lists), "\(lists)")
  }

  @Test func `what waits for the quota leaves at last when the breaker's pause is over`() throws {
    var stage = try stage(quota: RetryQuota(capacity: 0))
    stage.tell(.track(["10", "90"], ticket: nil))
    _ = serve(&stage, for: .seconds(30), isBroken: Self.isBroken)
    while !(stage.status?.failing.map { $0.retryAt > stage.now } ?? false) { stage.sleep() }
    // The sound job ends, and a create breaks the connection: only what waits is left.
    while stage.lines.isEmpty { stage.sleep() }
    while let line = stage.lines.first {
      if Self.isBroken(line) { stage.answer(500, "oops") } else { stage.answerStatus("completed") }
    }
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.lose(.broken("reset"))
    stage.pass(.seconds(60))
    #expect(stage.lines == ["GET /status/90"])
  }

  @Test func `a few sound jobs are found among many broken ones`() throws {
    var stage = try stage()
    let ids = (10..<14).map { JobID("\($0)") } + (900..<930).map { JobID("\($0)") }
    stage.tell(.track(ids, ticket: nil))
    let counts = serve(&stage, for: .seconds(120), isBroken: Self.isBroken)
    let sound = counts.filter { !Self.isBroken($0.key) }.values
    #expect(sound.allSatisfy { $0 >= 30 }, "\(counts)")
  }
}
