import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// What a client can see of Flask and FastAPI, typed from recordings of the real servers.
@Suite(.timeLimit(.minutes(3)))
struct PythonMannerTests {
  @Test(arguments: [
    ("accepted", "/status?video_identifier=x", "{\"error\":\"not_found\"}\n"),
    ("client-id", "/status?job_id=x", "{\"error\":\"Job Id was not found in current Jobs\"}\n"),
    ("socketio-rooms", "/tasks/9/status", "{\"error\":\"Task not found\"}\n"),
    ("basic", "/nowhere", #"{"detail":"Not Found"}"#),
  ])
  func `Flask ends JSON with a new line, FastAPI does not`(
    name: String,
    target: String,
    body: String
  ) async throws {
    let answer = try await InProcessServer(name).send(.get, target)
    #expect(answer.code == 404 && answer.text == body)
  }

  @Test(arguments: [
    ("client-id", "/start", "POST"), ("client-id", "/status", "GET"),
    ("accepted", "/translate_video_api", "POST"),
  ])
  func `Flask answers OPTIONS with the methods and an empty page`(
    profile: String,
    target: String,
    method: String
  ) async throws {
    let server = try InProcessServer(profile)
    let answer = await server.send(.options, target)
    #expect(answer.code == 200 && answer.body == [])
    let allowed = (answer.headers[.allow] ?? "").split { ", ".contains($0) }
    #expect(allowed.contains("OPTIONS") && allowed.contains(Substring(method)))
    #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
  }

  @Test(arguments: [#"{"job_id":""}"#, "{}"])
  func `a job without an id of its client's is none`(body: String) async throws {
    let server = try InProcessServer("client-id")
    let answer = await server.send(.post, "/start", headers: .json, body: body)
    #expect("\(answer.code) \(answer.text)" == "400 {\"error\":\"Job was not recieved\"}\n")
  }

  @Test func `an unknown id may be 200 with a word for it`() async throws {
    let yaml = """
      name: x
      create: {request: POST /create_job, answer: {body: {job_id: "{id}"}}}
      status: {request: "GET /status/{id}", answer: {body: {result: "{state}"}}}
      states: {pending: pending, completed: completed, failed: error, missing: Job ID not found}
      """
    let server = try InProcessServer(try Profile(yaml: yaml, file: "x"))
    let answer = await server.send(.get, "/status/nobody")
    #expect("\(answer.code) \(answer.text)" == #"200 {"result":"Job ID not found"}"#)
  }

  @Test(arguments: [("accepted", true), ("client-id", true), ("socketio-rooms", false)])
  func `a connection of Flask's own server is for one request`(
    name: String,
    isOver: Bool
  ) async throws {
    try await SocketServer.with(#require(Profile.builtIn(name))) { server in
      try await server.connect { talk in
        try await talk.get("/nowhere")
        #expect(try await talk.answer().head.contains("Connection: close\r\n") == isOver)
        if isOver {
          #expect(try await talk.hearToTheEnd() == "")
        } else {
          try await talk.get("/tasks")
          #expect(try await talk.answer().body == "{\"task_ids\":[]}\n")
        }
      }
    }
  }

  @Test(arguments: [[:], [.contentType: "application/x-www-form-urlencoded"]] as [HTTPFields])
  func `a body that is not said to be JSON is 415`(headers: HTTPFields) async throws {
    let server = try InProcessServer("accepted")
    let body = #"{"video_name":"keynote","video_length":90}"#
    let answer = await server.send(.post, "/translate_video_api", headers: headers, body: body)
    #expect(answer.code == 415)
    #expect(answer.headers[.contentType]?.hasPrefix("text/html") == true)
  }

  @Test func `tasks are listed as they came`() async throws {
    let server = try InProcessServer("socketio-rooms")
    for _ in 1...12 { _ = await server.send(.post, "/tasks") }
    let ids = (1...12).map { "\"\($0)\"" }.joined(separator: ",")
    #expect(await server.send(.get, "/tasks").text == "{\"task_ids\":[\(ids)]}\n")
  }

  @Test func `other origins are let in at Socket.IO alone`() async throws {
    let server = try InProcessServer("socketio-rooms")
    let origin: HTTPFields = [.origin: "http://example.com"]
    let name = HTTPField.Name.accessControlAllowOrigin
    let socket = "/socket.io/?EIO=4&transport=polling"
    #expect(await server.send(.get, socket, headers: origin).headers[name] == "http://example.com")
    #expect(await server.send(.get, socket).headers[name] == nil)
    #expect(await server.send(.get, "/tasks", headers: origin).headers[name] == nil)
    #expect(await server.send(.options, "/tasks", headers: origin).headers[name] == nil)
  }

  @Test func `of two who wait for a task the last one is told`() async throws {
    try await SocketServer.with(#require(Profile.builtIn("socketio-rooms"))) { server in
      _ = await server.server.reply(to: WireRequest(method: .post, target: "/tasks?delay=3"))
      try await server.connect { first in
        try await join(&first)
        try await first.text(#"421["wait_for_task",{"task_id":"1"}]"#)
        #expect(try await first.text() == "431[]")
        try await server.connect { last in
          try await join(&last)
          try await last.text(#"421["wait_for_task",{"task_id":"1"}]"#)
          #expect(try await last.text() == "431[]")
          server.clock.jump(by: .seconds(3))
          #expect(try await last.text()?.hasPrefix(#"42["task_update",{"task_id":"1","#) == true)
        }
        try await first.text(#"42["wait_for_task",{"task_id":"9"}]"#)
        #expect(try await first.text()?.hasPrefix(#"42["task_error","#) == true)
      }
    }
  }

  private func join(_ talk: inout WireConnection.Talk) async throws {
    _ = try await talk.open("/socket.io/?EIO=4&transport=websocket")
    _ = try await talk.text()
    try await talk.text("40")
    #expect(try await talk.text()?.hasPrefix(#"42["server_response","#) == true)
    #expect(try await talk.text()?.hasPrefix(#"40{"sid":""#) == true)
  }

  @Test(arguments: [
    (#"{"processing_duration":"long","should_error":false}"#, "processing_duration"),
    (#"{"processing_duration":1,"should_error":"perhaps"}"#, "should_error"),
    (#"{"processing_duration":1}"#, "should_error"), ("{broken", "body"),
    ("[1]", "processing_duration"),
  ])
  func `bad input is 422, a detail for what is wrong`(body: String, name: String) async throws {
    let answer = try await InProcessServer("longpoll").send(.post, "/jobs", body: body)
    #expect(answer.code == 422)
    #expect(answer.json?["detail"]?[0]?["loc"] == ["body", .string(name)])
  }

  @Test(arguments: [
    ("abc", 422), ("e22e472b-b72e-499b-b9f3-baba67d2eebz", 422),
    ("e22e472b-b72e-499b-b9f3-baba67d2eeba", 404), ("e22e472bb72e499bb9f3baba67d2eeba", 404),
  ])
  func `an id that is no UUID is not looked up`(id: String, code: Int) async throws {
    let server = try InProcessServer("listing")
    #expect(await server.send(.get, "/translations/status/\(id)").code == code)
  }
}

extension HTTPFields {
  fileprivate static let json: HTTPFields = [.contentType: "application/json"]
}
