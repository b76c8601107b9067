import HTTPTypes
import JobClient
import JobModel
import JobProfile
import TestSupport
import Testing

/// A server that forgot its jobs gives their ids away, and says when it created what it has now.
@Suite struct LaterJobTests {
  private func stage() throws -> WatcherStage {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {code: 201, body: {id: "{id}", s: "{state}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}", c: "{created.s}"}}}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      """
    return WatcherStage(try Profile(yaml: yaml, file: "x"), poll: .fixed(.seconds(60), jitter: 0))
  }

  /// How the server says that the job stands, created so long ago, by a clock that is so far ahead.
  private func tell(
    _ stage: inout WatcherStage,
    _ state: String = "running",
    ago: Double,
    ahead: Double = 0,
    saysDate: Bool = false
  ) {
    let now = stage.now.seconds + ahead
    var headers: HTTPFields = [:]
    if saysDate { headers[.date] = Timestamp(seconds: now).httpDate }
    stage.answer(200, #"{"s":"\#(state)","c":\#(now - ago)}"#, headers: headers)
  }

  private func runs(_ stage: WatcherStage) -> [String] {
    stage.reported.filter(\.isChange).map {
      "\($0.update.job.runNumber) \($0.update.state.rawValue)"
    }
  }

  @Test(arguments: ["running", "completed"])
  func `what was created since the job was seen is its next run`(state: String) throws {
    var stage = try stage()
    stage.tell(.track(["7"], ticket: nil))
    tell(&stage, ago: 100)
    stage.pass(.seconds(60))
    tell(&stage, ago: 160)
    stage.pass(.seconds(60))
    tell(&stage, state, ago: 30)
    #expect(runs(stage) == ["1 pending", "1 running", "1 lost", "2 \(state)"])
    #expect(stage.last?.created == stage.now.advanced(by: .seconds(-30)))
    #expect(stage.last?.draft == nil)
  }

  /// A screen that reads the list twice a second.
  private func looking() throws -> WatcherStage {
    let yaml = """
      name: x
      list:
        request: GET /jobs
        answer: {body: {jobs: [{id: "{id}", s: "{state}", c: "{created.s}", t: "{title}"}]}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}", c: "{created.s}"}}}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      """
    return WatcherStage(
      try Profile(yaml: yaml, file: "x"),
      poll: .fixed(.milliseconds(500), jitter: 0),
      discovers: true
    )
  }

  /// The server has job 7 alone, and says so for a while, by its list and when it is asked about it.
  private func serve(
    _ stage: inout WatcherStage,
    for time: Duration,
    _ state: String,
    _ title: String,
    created: (Timestamp) -> Timestamp
  ) {
    let end = stage.now.advanced(by: time)
    while stage.now < end {
      while let line = stage.lines.first {
        let instant = created(stage.now).seconds
        let job = #"{"id":"7","s":"\#(state)","c":\#(instant),"t":"\#(title)"}"#
        stage.answer(200, line == "GET /jobs" ? #"{"jobs":[\#(job)]}"# : job)
      }
      stage.sleep()
    }
  }

  @Test(arguments: ["running", "completed", "failed"], ["running", "completed"])
  func `a server that begins anew while it is looked at has other jobs under the same ids`(
    before: String,
    after: String
  ) throws {
    var stage = try looking()
    let start = stage.now.advanced(by: .seconds(-60))
    serve(&stage, for: .seconds(30), "running", "three") { _ in start }
    serve(&stage, for: .seconds(30), before, "three") { _ in start }
    let anew = stage.now
    serve(&stage, for: .seconds(30), after, "four") { _ in anew }
    let known = stage.watcher.latestUpdates.map(\.job)
    #expect(known.map(\.runNumber) == [2])
    #expect(known.map(\.title) == ["four"])
    #expect(known.map { $0.created.duration(to: anew) < .milliseconds(1) } == [true])
    #expect(known.map(\.state.rawValue) == [after])
  }

  @Test func `a server that begins anew just after it made a job has another one all the same`()
    throws
  {
    var stage = try looking()
    let old = stage.now.advanced(by: .seconds(-60))
    serve(&stage, for: .seconds(30), "running", "two") { _ in old }
    let start = stage.now
    serve(&stage, for: .seconds(1), "running", "three") { _ in start }
    let anew = start.advanced(by: .seconds(3))
    stage.pass(.seconds(2))
    serve(&stage, for: .seconds(30), "running", "four") { _ in anew }
    #expect(stage.watcher.latestUpdates.map(\.job.runNumber) == [3])
    #expect(stage.watcher.latestUpdates.map(\.job.title) == ["four"])
  }

  @Test func `a server that calls a job new each time it is asked has one job all the same`() throws
  {
    var stage = try looking()
    serve(&stage, for: .seconds(300), "running", "three") { $0 }
    #expect(stage.watcher.latestUpdates.map(\.job.runNumber) == [1])
    #expect(!stage.changes.contains(.lost))
  }

  @Test func `a server that tells another age each time has one job all the same`() throws {
    var stage = try looking()
    let start = stage.now
    // In whole minutes, from which it works out when that was.
    serve(&stage, for: .seconds(900), "running", "three") { now in
      now.advanced(by: .seconds(-60 * (start.duration(to: now).inSeconds / 60).rounded(.down)))
    }
    #expect(stage.watcher.latestUpdates.map(\.job.runNumber) == [1])
  }

  @Test(arguments: [false, true])
  func `a clock that goes wrong makes no other job of it`(saysDate: Bool) throws {
    var stage = try stage()
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.answer(201, #"{"id":"7","s":"pending"}"#)
    stage.pass(.seconds(60))
    // Its answer to the create did not tell the time: only now is it known that it is ahead.
    tell(&stage, ago: 60, ahead: 3600, saysDate: saysDate)
    stage.pass(.seconds(60))
    tell(&stage, ago: 120, ahead: 3600, saysDate: saysDate)
    stage.pass(.seconds(60))
    // It was set right.
    tell(&stage, ago: 180, ahead: 0, saysDate: saysDate)
    stage.pass(.seconds(60))
    tell(&stage, ago: 240, ahead: 0, saysDate: saysDate)
    #expect(Set(runs(stage)) == ["1 submitting", "1 pending", "1 running"])
  }
}
