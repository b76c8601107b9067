import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Push in all kinds: all are read and kept, Server-Sent Events are spoken.
struct PushTests {
  private func profile(_ push: String, id: String = "/{id}") throws -> Profile {
    let yaml = """
      name: x
      status: {request: "GET /jobs\(id)", answer: {body: {s: "{state}"}}}
      states: {pending: p, completed: c, failed: f}
      push:
        \(push)
      """
    return try Profile(yaml: yaml, file: "x")
  }

  static let message = Sample.object([
    Sample.Member(name: "id", sample: .hole(Hole(Fact(.id)))),
    Sample.Member(name: "s", sample: .hole(Hole(Fact(.state)))),
  ])
  static let id = Sample.object([Sample.Member(name: "id", sample: .hole(Hole(Fact(.id))))])

  @Test func `Socket.IO names its events and who hears them`() throws {
    let push = """
      socketio:
          event: update
          message: {id: "{id}", s: "{state}"}
          subscribe: {event: wait, message: {id: "{id}"}}
          missing: {event: gone, message: {id: "{id}"}}
          sends: final
          replay: true
      """
    #expect(
      try profile(push).pushes == [
        .socketio(
          SocketIOPush(
            path: "/socket.io/",
            event: "update",
            message: PushMessage(sample: Self.message, sendsOnlyFinal: true, replays: true),
            subscribe: PushWord(event: "wait", message: Self.id),
            missing: PushWord(event: "gone", message: Self.id)
          )
        )
      ]
    )
  }

  @Test func `a long poll is a request that is held`() throws {
    let push =
      #"longpoll: {request: "GET /jobs/{id}", headers: {Prefer: "wait={holds.s}"}, holds: 30s}"#
    let profile = try profile(push)
    guard case .longpoll(let poll) = profile.pushes.first else {
      Issue.record("there is no long poll")
      return
    }
    #expect(poll.holds == .seconds(30))
    let source = FillSource(values: ["id": "7", "holds": 12.2])
    #expect(poll.request.target(from: source) == "/jobs/7")
    #expect(poll.request.headers.filled(from: source).text("Prefer") == "wait=13")
  }

  @Test func `kinds are kept in the order of the file`() throws {
    let push = """
      webhook:
          register: {request: POST /hooks, body: {url: "{callback}"}, answer: {body: {id: "{webhook}"}}}
          unregister: {request: "DELETE /hooks/{webhook}", answer: 204}
          message: {id: "{id}", s: "{state}"}
          signature: standard
        websocket: {path: "/jobs/{id}/stream", message: {id: "{id}", s: "{state}"}, subscribe: {message: ["{id}"]}}
        sse: {path: /events, message: {id: "{id}", s: "{state}"}}
      """
    let profile = try profile(push)
    #expect(profile.pushes.map(\.kind) == [.webhook, .websocket, .sse])
    guard case .webhook(let webhook) = profile.pushes[0],
      case .websocket(let socket) = profile.pushes[1]
    else { return }
    #expect(webhook.isSigned && webhook.unregister?.answer.codes == [204])
    #expect(
      webhook.register?.request.body?.filled(from: FillSource(values: ["callback": "http://me"]))
        == ["url": "http://me"]
    )
    #expect(socket.subscribe?.message.filled(from: FillSource(values: ["id": "7"])) == ["7"])
    #expect(socket.path.filled(from: FillSource(values: ["id": "a/b"])) == "/jobs/a%2Fb/stream")
  }

  @Test func `a message without an id is about the one job, or only a hint`() throws {
    let push = #"sse: {path: /events, message: {s: "{state}", at: "{now.ms}"}, sends: final}"#
    let one = try profile(push, id: "")
    let many = try profile(push)
    #expect(one.read(sseMessage: ["s": "c"], now: .noon) == .job(.only, "c", .completed))
    #expect(many.read(sseMessage: ["s": "c"], now: .noon) == .job(nil, "c", .completed))
    #expect(one.read(sseMessage: ["s": .null], now: .noon) == nil)
    #expect(one.sse?.sendsOnlyFinal == true && one.sse?.event == nil)
    #expect(
      one.sseMessage(.job(.only, "", .failed), now: .noon) == ["s": "f", "at": 1_795_262_400_000]
    )
  }

  @Test func `a socket is asked for with the credentials of everything else`() throws {
    let push = """
      websocket: {path: "/jobs/{id}/ws", message: {s: "{state}"}}
        socketio: {event: e, message: {id: "{id}", s: "{state}"}}
      auth: {X-Key: "{token}"}
      """
    let profile = try profile(push)
    let credentials = Credentials(token: "s3")
    let socket = profile.pushRequest(.websocket, about: "a/b", credentials: credentials)
    #expect(socket?.text == "GET /jobs/a%2Fb/ws\nAccept: application/json\nX-Key: s3")
    #expect(profile.pushRequest(.websocket, about: nil, credentials: credentials) == nil)
    #expect(profile.hasConnectionPerJob(.websocket))
    let socketIO = profile.pushRequest(.socketio, about: nil, credentials: credentials)
    #expect(socketIO?.target == "/socket.io/")
    #expect(!profile.hasConnectionPerJob(.socketio))
  }

  @Test func `what a message means depends on its name and on what it says`() throws {
    let push = """
      socketio:
          event: update
          message: {id: "{id}", s: "{state}"}
          missing: {event: gone, message: {message: "Task {id} not found"}}
      """
    let profile = try profile(push)
    func read(_ name: String?, _ message: JSON?) -> PushReading {
      profile.read(PushFrame(name: name, message: message), from: .socketio)
    }
    #expect(read("update", ["id": "7", "s": "c"]) == .facts(.job("7", "c", .completed)))
    #expect(read("update", ["id": "7"]) == .unreadable)
    #expect(read("update", nil) == .unreadable)
    #expect(read(nil, nil) == .unreadable)
    #expect(read("gone", ["message": "Task 7 not found"]) == .missing("7"))
    #expect(read("gone", nil) == .missing(nil))
    #expect(read("hello", nil) == .foreign)
  }

  @Test func `a stream is asked for with the credentials of everything else`() throws {
    let push = """
      sse: {path: "/events", message: {s: "{state}"}}
      auth: {X-Key: "{token}"}
      """
    let request = try profile(push)
      .sseRequest(credentials: Credentials(token: "s3"), lastEventID: nil)
    #expect(
      request?.text
        == "GET /events\nAccept: text/event-stream\nX-Key: s3\nCache-Control: no-cache"
    )
  }
}
