import JobClient
import JobModel
import JobProfile
import Testing

/// How a push connection that broke comes back, and what is asked because of it.
@Suite struct PushRecoveryTests {
  private static let streams = #"sse: {path: /e, message: {id: "{id}", s: "{state}"}}"#

  /// A server whose stream is up, with so many jobs that have all been asked about.
  private func stage(_ push: String = streams, jobs: Int) throws -> WatcherStage {
    var stage = WatcherStage(
      try .pushing(push),
      poll: .fixed(.seconds(600), jitter: 0),
      retry: RetryPolicy()
    )
    for number in 1...jobs { stage.tell(.track([JobID("\(number)")], ticket: nil)) }
    while !stage.lines.isEmpty { stage.answer("running") }
    try stage.tellPush(.opened)
    answerAll(&stage, for: .seconds(10))
    return stage
  }

  /// Answers whatever is asked while that time passes; what was asked, in order.
  @discardableResult
  private func answerAll(_ stage: inout WatcherStage, for time: Duration) -> [String] {
    let end = stage.now.advanced(by: time)
    var asked: [String] = []
    while stage.now < end {
      while !stage.lines.isEmpty {
        asked.append(stage.lines[0])
        stage.answer("running")
      }
      stage.pass(.milliseconds(10))
    }
    return asked
  }

  @Test func `however often it is cut a stream on a healthy server is never set aside`() throws {
    var stage = try stage(jobs: 1)
    for _ in 1...20 {
      try stage.tellPush(.ended(.broken("reset"), code: nil))
      stage.openPush = nil
      answerAll(&stage, for: .seconds(31))
      #expect(stage.openPush != nil)
    }
  }

  @Test func `in a cut of ten seconds tries are five seconds apart at most`() throws {
    var stage = try stage(jobs: 1)
    let cut = stage.now
    while cut.duration(to: stage.now) < .seconds(10) {
      let broke = stage.now
      try stage.tellPush(.ended(.notConnected("connection refused"), code: nil))
      stage.openPush = nil
      while stage.openPush == nil { answerAll(&stage, for: .milliseconds(10)) }
      #expect(broke.duration(to: stage.now) <= .seconds(5.1))
    }
  }

  @Test func `who stays away for long is tried less often`() throws {
    var stage = try stage(jobs: 1)
    var tries = 0
    let cut = stage.now
    while cut.duration(to: stage.now) < .seconds(600) {
      try stage.tellPush(.ended(.notConnected("connection refused"), code: nil))
      stage.openPush = nil
      while stage.openPush == nil { answerAll(&stage, for: .milliseconds(100)) }
      tries += 1
    }
    // Every 16.5 s on average once the span has grown to 30 s.
    #expect(tries < 60)
  }

  @Test func `a try that failed asks nothing about any job`() throws {
    var stage = try stage(jobs: 20)
    try stage.tellPush(.ended(.broken("reset"), code: nil))
    answerAll(&stage, for: .seconds(3))
    for _ in 1...3 {
      try stage.tellPush(.ended(.broken("reset"), code: nil))
      #expect(answerAll(&stage, for: .seconds(5)) == [])
    }
  }

  @Test func `when it is back each job is asked about once, and not in a burst`() throws {
    var stage = try stage(jobs: 200)
    try stage.tellPush(.ended(.broken("reset"), code: nil))
    answerAll(&stage, for: .seconds(6))
    try stage.tellPush(.opened)
    #expect(stage.lines.count == 16)
    let first = answerAll(&stage, for: .seconds(1))
    let others = answerAll(&stage, for: .seconds(9))
    #expect((60...70).contains(first.count))
    #expect(Set(first + others).count == 200)
    #expect(first.count + others.count == 200)
  }

  @Test func `after a break each job is asked about, whatever the server tells by itself`() throws {
    var stage = try stage(
      #"sse: {path: /e, message: {id: "{id}", s: "{state}"}, replay: true}"#,
      jobs: 5
    )
    try stage.tellPush(.ended(.broken("reset"), code: nil))
    answerAll(&stage, for: .seconds(6))
    try stage.tellPush(.opened)
    #expect(Set(answerAll(&stage, for: .seconds(5))).count == 5)
  }

  @Test func `where there is a list one request asks about all`() throws {
    var stage = try WatcherStage("jobtop", push: .automatic)
    let jobs = (1...5).map { #"{"id":"\#($0)","status":"running"}"# }.joined(separator: ",")
    stage.tell(.track((1...5).map { JobID("\($0)") }, ticket: nil))
    while !stage.lines.isEmpty { stage.answer(200, #"{"jobs":[\#(jobs)]}"#) }
    try stage.tellPush(.opened)
    try stage.tellPush(.ended(.broken("reset"), code: nil))
    while !stage.lines.isEmpty { stage.answer(200, #"{"jobs":[\#(jobs)]}"#) }
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /v1/jobs?changed_since=1970-01-12T13%3A46%3A34.000Z&limit=500"])
  }

  @Test func `a list that failed with everything else is asked for again`() throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.track((1...5).map { JobID("\($0)") }, ticket: nil))
    for _ in 1...4 {
      while stage.lines.isEmpty { stage.sleep() }
      stage.lose(.notConnected("connection refused"))
    }
    while stage.lines.isEmpty { stage.sleep() }
    let isOne = stage.lines[0].hasPrefix("GET /v1/jobs/")
    #expect(isOne)
    stage.answer(200, #"{"id":"1","status":"running"}"#)
    while stage.lines.isEmpty { stage.sleep() }
    #expect(stage.lines == ["GET /v1/jobs?limit=500"])
  }

  @Test func `jobs are asked about in an order that is the same in every process`() throws {
    var stage = try stage(jobs: 100)
    let runs = stage.watcher.latestUpdates.map(\.job).sorted { $0.run < $1.run }
    try stage.tellPush(.ended(.broken("reset"), code: nil))
    let asked = answerAll(&stage, for: .seconds(5))
    #expect(asked == runs.compactMap { $0.jobID.map { "GET /jobs/\($0)" } })
  }

  @Test func `a job that is denied while push is up is lost within seconds`() throws {
    var stage = WatcherStage(try .pushing(Self.streams))
    stage.track("7")
    try stage.tellPush(.opened)
    var denied: Timestamp?
    stage.answer("running")
    stage.pass(.seconds(60))
    while stage.last?.state == .running {
      let first = denied ?? stage.now
      denied = first
      stage.answer(404, #"{"error":"none"}"#)
      if stage.last?.state == .running { stage.sleep() }
      #expect(first.duration(to: stage.now) <= .seconds(4))
    }
    #expect(stage.last?.state == .lost)
    #expect(stage.last?.polls == 5)
  }

  @Test func `an end that is not borne out is asked about soon, however much was told before`()
    throws
  {
    var stage = WatcherStage(try .pushing(Self.streams), poll: .standard)
    stage.track("7")
    try stage.tellPush(.opened)
    stage.answer("running")
    for _ in 1...40 { try stage.tellPush(.message(.job("7", "running"))) }
    try stage.tellPush(.message(.job("7", "completed")))
    stage.answer("running")
    stage.pass(.seconds(3))
    #expect(stage.lines == ["GET /jobs/7"])
  }

  @Test func `long polls that break off, and a server that stops, do not end holding`() throws {
    let push = #"longpoll: {request: "GET /jobs/{id}?long", holds: 30s}"#
    var stage = WatcherStage(try .pushing(push), maximumInFlight: 16)
    for number in 1...8 { stage.tell(.track([JobID("\(number)")], ticket: nil)) }
    #expect(stage.lines.count == 8)
    for _ in 1...8 { stage.answer("running") }
    // It stops: what it holds is answered at once, with no news.
    stage.pass(.seconds(3))
    #expect(stage.lines.count == 8)
    for _ in 1...8 { stage.answer("running") }
    stage.pass(.seconds(2))
    // It is away.
    for _ in 1...20 {
      while !stage.lines.isEmpty { stage.lose(.notConnected("connection refused")) }
      stage.pass(.seconds(1))
    }
    while !stage.lines.contains(where: { !$0.contains("?long") }) { stage.sleep() }
    stage.answer("running")
    stage.pass(.seconds(10))
    #expect(stage.lines.contains { $0.contains("?long") })
  }

  @Test func `once no job is active nothing wakes up for a connection that has ended`() throws {
    var stage = try stage(jobs: 1)
    try stage.tellPush(.ended(.broken("reset"), code: nil))
    #expect(stage.lines == ["GET /jobs/1"])
    stage.answer("completed")
    #expect(stage.watcher.latestUpdates.map(\.state) == [.completed])
    var wakes = 0
    while wakes < 200, let next = stage.wakes.filter({ $0 > stage.now }).min() {
      stage.pass(stage.now.duration(to: next))
      wakes += 1
    }
    #expect(wakes < 10)
  }
}
