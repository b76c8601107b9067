import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// A server that started anew may have forgotten where it is to post to us.
@Suite struct WebhookRenewalTests {
  /// A stage whose URL has been registered for a while, with a job that was seen since then.
  private func registered(jobs: Int = 1) throws -> WatcherStage {
    let push = """
      webhook:
          register: {request: POST /hooks, body: {url: "{callback}"}, answer: {code: 201, body: {id: "{webhook}"}}}
          unregister: {request: "DELETE /hooks/{webhook}", answer: 204}
          message: {id: "{id}", s: "{state}"}
      """
    var stage = WatcherStage(try .pushing(push), push: .webhook("http://127.0.0.1:0/hook"))
    for number in 1...jobs { stage.track(JobID("\(number)")) }
    try stage.tellPush(.listening(port: 9000))
    stage.answer(201, #"{"id":"w1"}"#)
    answerAll(&stage)
    stage.pass(.seconds(60))
    answerAll(&stage)
    return stage
  }

  private func answerAll(_ stage: inout WatcherStage) {
    while !stage.lines.isEmpty { stage.answer("running") }
  }

  private func post(_ id: String, _ word: String) -> PushEvent {
    .posted([:], Array(#"{"id":"\#(id)","s":"\#(word)"}"#.utf8))
  }

  @Test func `it registers again when a server that was away answers`() throws {
    var stage = try registered()
    stage.pass(.seconds(60))
    stage.lose(.notConnected("connection refused"))
    while stage.lines.isEmpty { stage.sleep() }
    #expect(stage.lines == ["GET /jobs/1"])
    stage.answer("running")
    #expect(stage.lines == ["POST /hooks"])
    stage.answer(201, #"{"id":"w2"}"#)
    // The old one is withdrawn, lest everything come twice, and the gap is closed.
    #expect(stage.lines.sorted() == ["DELETE /hooks/w1", "GET /jobs/1"])
    #expect(stage.status?.link == .push(delay: .zero))
  }

  @Test func `it registers again when an end was found that was not posted`() throws {
    var stage = try registered(jobs: 2)
    stage.pass(.seconds(60))
    #expect(stage.lines.count == 2)
    stage.answer("completed")
    #expect(stage.lines.contains("POST /hooks"))
  }

  @Test func `an end that was posted is no reason`() throws {
    var stage = try registered(jobs: 2)
    try stage.tellPush(post("1", "completed"))
    stage.answer("completed")
    #expect(stage.lines == [])
  }

  @Test func `a server that never posts is told less and less often`() throws {
    var stage = try registered(jobs: 40)
    var times: [Timestamp] = []
    let began = stage.now
    var lastEnd = began
    while began.duration(to: stage.now) < .seconds(1800) {
      stage.pass(.seconds(1))
      while !stage.lines.isEmpty {
        if stage.lines[0] == "POST /hooks" {
          times.append(stage.now)
          stage.answer(201, #"{"id":"w1"}"#)
        } else {
          // One job a minute ends, and nothing is posted.
          let ends = lastEnd.duration(to: stage.now) >= .seconds(60)
          stage.answer(ends ? "completed" : "running")
          if ends { lastEnd = stage.now }
        }
      }
    }
    #expect((1...6).contains(times.count))
  }

  @Test func `a renewal that does not get through is tried again and costs no listening`() throws {
    var stage = try registered()
    stage.pass(.seconds(60))
    stage.lose(.notConnected("connection refused"))
    while stage.lines.isEmpty { stage.sleep() }
    stage.answer("running")
    #expect(stage.lines == ["POST /hooks"])
    stage.lose(.broken("reset"))
    #expect(stage.openPush != nil)
    while !stage.lines.contains("POST /hooks") {
      stage.sleep()
      while stage.lines.first?.hasPrefix("GET") == true { stage.answer("running") }
    }
    #expect(stage.lines == ["POST /hooks"])
  }

  @Test func `where nothing can be listened on the user is told once and jobs are asked about`()
    throws
  {
    var stage = try registered()
    let why = "another program listens on port 9000 of 127.0.0.1"
    for _ in 1...2 {
      try stage.tellPush(.ended(.notConnected(why), code: nil))
      stage.pass(.seconds(4))
      answerAll(&stage)
    }
    let url = "http://127.0.0.1:0/hook"
    #expect(stage.warnings == [.cannotListen(server: "demo", url: url, why: why)])
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /jobs/1"])
  }

  @Test func `where nothing is registered a server that was away leaves nothing to wake up for`()
    throws
  {
    var stage = try WatcherStage()
    stage.create("7")
    stage.pass(.seconds(2))
    stage.lose(.broken("reset"))
    stage.pass(.seconds(4))
    stage.answerStatus("completed")
    // Whether its last request has an answer is still looked at once.
    stage.pass(.seconds(3))
    #expect(stage.wakes.filter { $0 > stage.now } == [])
  }
}
