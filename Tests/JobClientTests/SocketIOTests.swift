import JobModel
import JobProfile
import Synchronization
import TestSupport
import Testing

@testable import JobClient

/// Socket.IO over Engine.IO, as two real servers speak it.
@Suite struct SocketIOTests {
  @Test(arguments: [
    (#"0{"sid":"S2"}"#, PushEvent.opened),
    (
      #"2["statusUpdate",{"jobId":"1","status":"completed"}]"#,
      .message(PushFrame(name: "statusUpdate", message: ["jobId": "1", "status": "completed"]))
    ),
    (#"2["tick"]"#, .message(PushFrame(name: "tick", message: nil))),
    (#"4{"message":"Invalid namespace"}"#, .ended(nil, code: 403)),
    ("1", .ended(nil, code: nil)),
    ("2[", .message(PushFrame(message: nil))),
  ])
  func `each packet means one thing`(text: String, event: PushEvent) {
    #expect(SocketIOTalk.hear(text).event == event)
    #expect(SocketIOTalk.hear(text).answer == nil)
  }

  @Test func `an event that asks for it is acknowledged`() {
    #expect(SocketIOTalk.hear(#"217["a",1]"#).answer == "317[]")
  }

  @Test func `a subscription is an event with the job`() {
    let frame = PushFrame(name: "wait_for_task", message: ["task_id": "2"])
    #expect(SocketIOTalk.text(frame) == #"2["wait_for_task",{"task_id":"2"}]"#)
  }

  private static let broadcast = """
    socketio: {event: statusUpdate, message: {jobId: "{id}", status: "{state}"}, replay: true}
    """

  private static let rooms = """
    socketio:
        subscribe: {event: wait_for_task, message: {task_id: "{id}"}}
        event: task_update
        message: {task_id: "{id}", status: "{state}"}
        missing: {event: task_error, message: {message: "Task {id} not found"}}
        sends: final
        replay: true
    """

  @Test func `who subscribes to rooms asks for each job and believes no end unasked`() throws {
    var stage = WatcherStage(try .pushing(Self.rooms))
    stage.track("2")
    guard case .socketIO(let request)? = stage.plan else {
      Issue.record("the plan is \(String(describing: stage.plan))")
      return
    }
    #expect(request.target == "/socket.io/")
    // The greeting of this server comes before it has let us in.
    try stage.tellPush(.message(PushFrame(name: "server_response", message: ["message": "hi"])))
    try stage.tellPush(.opened)
    #expect(stage.said == [PushFrame(name: "wait_for_task", message: ["task_id": "2"])])
    #expect(stage.lines == [])
    let update: JSON = ["task_id": "2", "status": "completed"]
    try stage.tellPush(.message(PushFrame(name: "task_update", message: update)))
    #expect(stage.lines == ["GET /jobs/2"])
    stage.answer("completed")
    #expect(stage.lastSource == .push(.socketio))
    #expect(stage.status?.dropped.total == 0)
  }

  @Test func `a job that the server does not know is asked about`() throws {
    var stage = WatcherStage(try .pushing(Self.rooms))
    stage.track("2")
    try stage.tellPush(.opened)
    let error: JSON = ["message": "Task 2 not found"]
    try stage.tellPush(.message(PushFrame(name: "task_error", message: error)))
    #expect(stage.lines == ["GET /jobs/2"])
  }

  @Test func `the end comes by requests where the server has no WebSocket`() async throws {
    // The first request and the one that closes the gap: neither may tell the end.
    let early = Mutex(2)
    let (held, release) = AsyncStream.makeStream(of: String.self)
    let (posts, posted) = AsyncStream.makeStream(of: String.self)
    let script: @Sendable (inout ScriptedTalk) async throws -> Void = { talk in
      while true {
        let (head, body) = try await talk.hearRequest()
        let line = head.prefix { $0 != "\r\n" }
        if line.hasPrefix("GET /jobs/1 ") {
          let isEarly = early.withLock { left in
            left -= 1
            return left >= 0
          }
          let word = isEarly ? "pending" : "completed"
          try await talk.answer(200, #"{"s":"\#(word)"}"#)
        } else if line.contains("transport=websocket") {
          try await talk.answer(400, #"{"code":0,"message":"Transport unknown"}"#)
        } else if line.hasPrefix("POST") {
          posted.yield(body)
          try await talk.answer(200, "ok", type: "text/html")
          if body == "40" { release.yield(#"40{"sid":"S2"}"#) }
        } else if line.contains("&sid=S") {
          var iterator = held.makeAsyncIterator()
          guard let body = await iterator.next(isolation: #isolation) else { return }
          if body.hasPrefix("40") {
            release.yield("2\u{1E}42[\"statusUpdate\",{\"jobId\":\"1\",\"status\":\"completed\"}]")
          }
          try await talk.answer(200, body, type: "text/plain")
        } else {
          let open = #"{"sid":"S","upgrades":[],"pingInterval":25000,"pingTimeout":20000}"#
          try await talk.answer(200, "0" + open, type: "text/plain")
        }
      }
    }
    try await ScriptedServer.with(script) { url in
      let client = try JobClient(
        profile: try .pushing(Self.broadcast),
        url: url,
        options: WatchOptions(poll: .fixed(.seconds(60)))
      )
      let last = try await client.waitForCompletion(of: "1", within: .seconds(60))
      #expect(last.state == .completed)
      #expect(last.source == .push(.socketio))
      await client.close()
      #expect(await client.counts() == .none)
      release.finish()
      posted.finish()
    }
    let said = await posts.reduce(into: []) { $0.append($1) }
    #expect(said.first == "40")
    #expect(said.last == "41\u{1E}1")
    #expect(said.contains("3"))
  }
}
