import JobClient
import JobModel
import JobProfile
import Testing

/// One process asks for all that share a journal; the others read.
@Suite struct LeaseTests {
  private func kept(
    _ number: UInt64,
    _ stage: WatcherStage,
    state: JobState = .running
  ) -> Job {
    var job = Job(
      run: RunID(high: 1, low: number),
      server: "demo",
      jobID: JobID("\(number)"),
      state: state,
      created: stage.now
    )
    job.kind = "envelope"
    job.seen = stage.now
    job.interval = .seconds(2)
    return job
  }

  private func reader(_ profile: String = "envelope", resumes: Bool = true) throws -> WatcherStage {
    var stage = try WatcherStage(profile, patience: 4, resumes: resumes, sharesAsking: true)
    stage.tell(.turn(.theirs(nil)))
    return stage
  }

  @Test func `nothing is asked before it is known whose turn it is`() throws {
    var stage = try WatcherStage(sharesAsking: true)
    stage.tell(.restore([kept(1, stage)]))
    stage.pass(.seconds(60))
    #expect(stage.lines == [])
    stage.tell(.turn(.alone))
    #expect(stage.lines == ["GET /status/1"])
  }

  @Test func `what was asked about seldom beside a push is asked about by plan without one`() throws
  {
    var stage = try WatcherStage("jobtop", resumes: false, sharesAsking: true)
    var job = kept(1, stage)
    job.interval = .seconds(60)
    stage.tell(.restore([job]))
    stage.tell(.wait(JobWait(job: "1", ticket: Ticket(value: 1), deadline: nil, within: nil)))
    stage.tell(.turn(.alone))
    stage.pass(.seconds(1.9))
    #expect(stage.lines == [])
    stage.pass(.seconds(0.2))
    #expect(stage.lines.map { $0.prefix(11) } == ["GET /v1/job"])
  }

  @Test func `who reads asks nothing and shows what the other notes down`() throws {
    var stage = try reader()
    stage.tell(.restore([kept(1, stage)]))
    stage.pass(.seconds(30))
    stage.tell(.foreign([kept(1, stage, state: .completed)]))
    #expect(stage.lines == [])
    #expect(stage.last?.state == .completed)
    #expect(stage.reported.last?.isChange == true)
  }

  @Test func `that the other has seen the same again is no change`() throws {
    var stage = try reader()
    let job = kept(1, stage)
    stage.tell(.restore([job]))
    stage.pass(.seconds(2))
    var again = job
    again.seen = stage.now
    again.polls = 5
    stage.tell(.foreign([again]))
    #expect(stage.last?.seen == stage.now)
    #expect(stage.last?.polls == 5)
    #expect(stage.reported.last?.isChange == false)
  }

  @Test func `whether a job exists that nobody knows is asked once by who wants to know`() throws {
    var stage = try reader(resumes: false)
    stage.tell(.wait(JobWait(job: "9", ticket: Ticket(value: 1), deadline: nil, within: nil)))
    #expect(stage.lines == ["GET /status/9"])
    stage.answerStatus("pending")
    stage.pass(.seconds(60))
    #expect(stage.lines == [])
    #expect(stage.journal.count == 1)
  }

  @Test func `an unknown id ends the wait of who reads as it ends that of who asks`() throws {
    var stage = try reader(resumes: false)
    stage.tell(.wait(JobWait(job: "9", ticket: Ticket(value: 1), deadline: nil, within: nil)))
    stage.answer(
      404,
      #"{"meta":{"message":"failed to find a job with the given job id: 9"},"payload":null}"#
    )
    guard case .unknownJob? = stage.replies[Ticket(value: 1)]?.failure else {
      Issue.record("\(stage.replies)")
      return
    }
  }

  @Test func `who takes over asks about each job when that was to be`() throws {
    var stage = try reader()
    let first = kept(1, stage)
    stage.pass(.seconds(1))
    stage.tell(.restore([first, kept(2, stage)]))
    stage.pass(.seconds(1))
    stage.tell(.turn(.alone))
    #expect(stage.lines == ["GET /status/1"])
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /status/1", "GET /status/2"])
  }

  @Test func `who takes over plans by what the other has learned`() throws {
    let policy = PollPolicy.learned(requestsPerJob: 2)
    var stage = WatcherStage(
      try #require(Profile.builtIn("envelope")),
      poll: policy,
      push: .none,
      sharesAsking: true
    )
    stage.tell(.turn(.theirs(nil)))
    stage.tell(.restore([kept(1, stage)]))
    var history = DurationHistory()
    for _ in 1...20 {
      history.append(.between(.seconds(99), .seconds(101)))
    }
    stage.tell(.turn(.alone, durations: ["envelope": DurationHistories(whole: history)]))
    stage.pass(.seconds(2))
    stage.answerStatus("pending")
    // Untaught it would be asked again within a second.
    stage.pass(.seconds(10))
    #expect(stage.lines == [])
  }

  @Test func `a command that asks asks for the jobs of others too, as long as they want them`()
    throws
  {
    var stage = try reader(resumes: false)
    stage.tell(.restore([kept(1, stage)]))
    stage.tell(.turn(.ours(LeaseBid(reach: .named, jobs: ["1"]))))
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /status/1"])
    stage.answerStatus("pending")
    stage.tell(.turn(.ours(LeaseBid(reach: .named))))
    stage.pass(.seconds(60))
    #expect(stage.lines == [])
    #expect(stage.bids.allSatisfy { $0.jobs.isEmpty })
  }

  @Test func `a job that others wanted first is asked about for us when they have gone`() throws {
    var stage = try reader(resumes: false)
    stage.tell(.restore([kept(1, stage)]))
    stage.tell(.turn(.ours(LeaseBid(reach: .named, jobs: ["1"]))))
    stage.tell(.wait(JobWait(job: "1", ticket: Ticket(value: 1), deadline: nil, within: nil)))
    #expect(stage.bids.last?.jobs == ["1"])
    stage.tell(.turn(.alone))
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /status/1"])
  }

  @Test func `a command tells which jobs it wants, a dashboard that it wants all`() throws {
    var command = try reader(resumes: false)
    command.tell(.track(["3"], ticket: nil))
    #expect(command.bids.last == LeaseBid(reach: .named, jobs: ["3"]))
    var dashboard = try reader()
    dashboard.tell(.restore([kept(1, dashboard)]))
    dashboard.tell(.viewing([RunID(high: 1, low: 1)]))
    #expect(dashboard.bids.last == LeaseBid(reach: .all, viewed: ["1"]))
  }

  @Test func `rows that are looked at elsewhere do not grow old`() throws {
    let slow = PollPolicy.fixed(.seconds(40), jitter: 0)
    var stage = try WatcherStage(poll: slow, sharesAsking: true)
    stage.tell(.turn(.alone))
    stage.tell(.restore([kept(1, stage)]))
    stage.pass(.seconds(3))
    stage.answerStatus("pending")
    stage.tell(.turn(.ours(LeaseBid(reach: .all, viewed: ["1"]))))
    stage.pass(.seconds(10))
    #expect(stage.lines == ["GET /status/1"])
  }

  @Test func `the server stands as it stands with who asks`() throws {
    var stage = try reader()
    stage.tell(.restore([kept(1, stage)]))
    let link = ServerStatus.Link.poll(every: .seconds(7))
    stage.tell(.turn(.theirs(ServerStatus(server: "demo", link: link, seen: stage.now))))
    #expect(stage.status?.link == link)
    #expect(stage.status?.seen == stage.now)
    stage.tell(.turn(.alone))
    #expect(stage.status?.link != link)
    #expect(stage.bids.last?.status?.link == stage.status?.link)
  }

  @Test func `who asks tells the others when the server has gone away`() throws {
    var stage = try WatcherStage(sharesAsking: true)
    stage.tell(.turn(.ours(LeaseBid(reach: .all))))
    stage.tell(.restore([kept(1, stage)]))
    stage.pass(.seconds(3))
    stage.lose(.notConnected("connection refused"))
    guard case .retrying? = stage.bids.last?.status?.link else {
      Issue.record("\(stage.bids)")
      return
    }
  }

  @Test func `nobody waits for a server that who asks has never reached`() throws {
    var stage = try reader(resumes: false)
    stage.tell(.restore([kept(1, stage)]))
    stage.tell(.wait(JobWait(job: "1", ticket: Ticket(value: 1), deadline: nil, within: nil)))
    let request = JobFailure.Request(server: "demo", line: "")
    let failure = JobFailure.unreachable(request, why: "connection refused")
    func away(_ failures: Int) -> WatcherEvent {
      let link = ServerStatus.Link.retrying(at: stage.now, failures: failures, because: failure)
      return .turn(.theirs(ServerStatus(server: "demo", link: link)))
    }
    stage.tell(away(3))
    #expect(stage.replies.isEmpty)
    stage.tell(away(4))
    #expect(stage.replies[Ticket(value: 1)]?.failure == failure)
  }

  @Test func `the push connection is held by who asks`() throws {
    var stage = WatcherStage(try #require(Profile.builtIn("jobtop")), sharesAsking: true)
    stage.tell(.turn(.theirs(nil)))
    stage.tell(.restore([kept(1, stage)]))
    stage.pass(.seconds(5))
    #expect(stage.openPush == nil)
    stage.tell(.turn(.alone))
    #expect(stage.openPush != nil)
    stage.tell(.turn(.theirs(nil)))
    #expect(stage.openPush == nil)
  }

  @Test func `what a list says again is noted down only where somebody reads it`() throws {
    for (turn, isNoted) in [(LeaseTurn.alone, false), (.ours(LeaseBid(reach: .all)), true)] {
      var stage = try WatcherStage("listing", sharesAsking: true)
      stage.tell(.turn(turn))
      let jobs = (1...3).map { kept($0, stage, state: .pending) }
      stage.tell(.restore(jobs))
      let rows = (1...3).map { #"{"id":"\#($0)","status":"pending"}"# }
      var before = 0
      for _ in 1...2 {
        while stage.lines.isEmpty { stage.sleep() }
        before = stage.journal.count
        stage.answer(200, #"{"jobs":[\#(rows.joined(separator: ","))]}"#)
      }
      #expect((stage.journal.count - before == 3) == isNoted)
    }
  }

  @Test func `the details say that another process asks`() throws {
    var stage = try reader()
    stage.tell(.restore([kept(1, stage)]))
    stage.tell(.inspect(RunID(high: 1, low: 1)))
    #expect(stage.exchanges?.next == .elsewhere)
  }

  @Test func `who asks as another user, or in another way, asks for himself`() throws {
    func manner(
      _ profile: String = "basic",
      user: String = "ann",
      password: String = "a",
      poll: PollPolicy = .learned(requestsPerJob: 8)
    ) throws -> String {
      JobWatcher(
        server: "demo",
        baseURL: "http://demo.example",
        profile: try #require(Profile.builtIn(profile)),
        credentials: Credentials(username: user, password: password),
        options: WatchOptions(poll: poll),
        generator: SeededGenerator(state: 1)
      ).manner
    }
    let usual = try manner()
    #expect(try manner() == usual)
    let others = try [
      manner("envelope"), manner(user: "bob"), manner(password: "b"),
      manner(poll: .fixed(.seconds(1))),
    ]
    #expect(!others.contains(usual))
    #expect(usual.count <= 5)
  }

  @Test func `refused credentials give the turn to others`() throws {
    var stage = try WatcherStage(sharesAsking: true)
    stage.tell(.turn(.alone))
    stage.tell(.restore([kept(1, stage)]))
    stage.pass(.seconds(3))
    stage.answer(401, "")
    #expect(stage.bids.last?.reach == LeaseBid.Reach.none)
  }
}
