import JobModel
import JobProfile
import Testing

@testable import JobClient

/// The bytes of an Engine.IO 4 server, and what a client makes of them.
@Suite struct EngineIOSessionTests {
  private var session = EngineIOSession()
  private var now = Timestamp(seconds: 1_000)

  private let socketQuery = "EIO=4&transport=websocket"
  private let pollQuery = "EIO=4&transport=polling&sid=S"
  /// The server pings every 25 s and waits 20 s for the answer.
  private let patience = Duration.seconds(45)

  private func handshake(_ upgrades: String = "") -> String {
    #"0{"sid":"S","upgrades":[\#(upgrades)],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#
  }

  private mutating func take(_ event: EngineIOSession.Event) -> [EngineIOSession.Action] {
    session.handle(event, at: now)
  }

  private mutating func answer(
    _ request: EngineIOSession.Request,
    _ body: String,
    code: Int = 200
  ) -> [EngineIOSession.Action] {
    take(.answered(request, code: code, body: Array(body.utf8)))
  }

  private var heartbeat: EngineIOSession.Action { .wake(at: now.advanced(by: patience)) }

  private func post(_ body: String, within limit: Duration = .seconds(10))
    -> EngineIOSession.Action
  {
    .post(query: pollQuery, body: Array(body.utf8), within: limit)
  }

  private var poll: EngineIOSession.Action { .get(.poll, query: pollQuery, within: patience) }

  /// A session on a WebSocket from its start.
  private mutating func openOnSocket() {
    _ = take(.start)
    _ = take(.socketOpened)
    _ = take(.socketText(handshake()))
  }

  /// A session by requests.
  private mutating func openOnPolling(_ upgrades: String = "") -> [EngineIOSession.Action] {
    _ = take(.start)
    _ = take(.socketRefused(400))
    return answer(.handshake, handshake(upgrades))
  }

  @Test mutating func `a WebSocket is tried first and the handshake comes on it`() {
    #expect(take(.start) == [.openSocket(query: socketQuery)])
    #expect(take(.socketOpened) == [.wake(at: now.advanced(by: .seconds(10)))])
    #expect(take(.socketText(handshake())) == [.opened, heartbeat])
    #expect(take(.say("0")) == [.sendSocket("40")])
    #expect(take(.socketText(#"40{"sid":"S2"}"#)) == [.heard(#"0{"sid":"S2"}"#)])
    let event = #"2["statusUpdate",{"jobId":"1","status":"completed"}]"#
    #expect(take(.socketText("4" + event)) == [.heard(event)])
  }

  @Test mutating func `a ping is answered`() {
    openOnSocket()
    #expect(take(.socketText("2")) == [.sendSocket("3")])
  }

  @Test mutating func `a server that misses its ping is mute`() {
    openOnSocket()
    now = now.advanced(by: .seconds(25))
    _ = take(.socketText("2"))
    now = now.advanced(by: .seconds(20))
    #expect(take(.woke) == [.wake(at: now.advanced(by: .seconds(25)))])
    now = now.advanced(by: .seconds(25))
    #expect(take(.woke) == [.ended(.timedOut(patience), code: nil)])
    #expect(take(.socketText("2")) == [])
  }

  @Test mutating func `a server that opens a WebSocket and says nothing is mute`() {
    _ = take(.start)
    _ = take(.socketOpened)
    now = now.advanced(by: .seconds(10))
    #expect(take(.woke) == [.ended(.timedOut(.seconds(10)), code: nil)])
  }

  @Test mutating func `we leave with 41 and a close frame`() {
    openOnSocket()
    #expect(take(.leave("1")) == [.sendSocket("41"), .closeSocket])
    #expect(take(.socketEnded(nil)) == [.ended(nil, code: nil)])
  }

  @Test mutating func `a refused WebSocket leads to a handshake by request`() {
    _ = take(.start)
    #expect(
      take(.socketRefused(400)) == [
        .get(.handshake, query: "EIO=4&transport=polling", within: .seconds(10))
      ]
    )
    #expect(answer(.handshake, handshake()) == [.opened, heartbeat, poll])
    #expect(take(.say("0")) == [post("40")])
    #expect(answer(.poll, #"40{"sid":"S2"}"#) == [.heard(#"0{"sid":"S2"}"#), poll])
    #expect(answer(.post, "ok") == [])
  }

  @Test mutating func `without an upgrade it stays on polling and answers pings by POST`() {
    _ = openOnPolling()
    #expect(answer(.poll, "2") == [post("3"), poll])
    #expect(take(.say("2[]")) == [])
    #expect(take(.say("2[1]")) == [])
    #expect(answer(.post, "ok") == [post("42[]\u{1E}42[1]")])
  }

  @Test mutating func `several packets come in one body`() {
    _ = openOnPolling()
    #expect(answer(.poll, "2\u{1E}42[\"a\"]\u{1E}6") == [post("3"), .heard("2[\"a\"]"), poll])
  }

  @Test mutating func `it goes over to a WebSocket where the server offers one`() {
    #expect(
      openOnPolling(#""websocket""#) == [
        .opened, heartbeat, poll, .openSocket(query: socketQuery + "&sid=S"),
      ]
    )
    #expect(take(.say("0")) == [post("40")])
    #expect(answer(.poll, #"40{"sid":"S2"}"#).last == poll)
    #expect(answer(.post, "ok") == [])
    #expect(take(.socketOpened) == [.sendSocket("2probe")])
    #expect(take(.socketText("3probe")) == [])
    // What is said now waits for the socket; the held request is let go by a noop.
    #expect(take(.say("2[1]")) == [])
    #expect(answer(.poll, "6") == [.sendSocket("5"), .sendSocket("42[1]")])
    #expect(take(.socketText("2")) == [.sendSocket("3")])
  }

  @Test mutating func `a probe that fails changes nothing`() {
    _ = openOnPolling(#""websocket""#)
    #expect(take(.socketRefused(400)) == [])
    #expect(answer(.poll, "2") == [post("3"), poll])
  }

  @Test mutating func `a probe that breaks half-way goes back to polling`() {
    _ = openOnPolling(#""websocket""#)
    _ = take(.socketOpened)
    _ = take(.socketText("3probe"))
    _ = take(.say("2[1]"))
    #expect(take(.socketEnded(.broken("reset"))) == [post("42[1]")])
    #expect(answer(.poll, "6") == [poll])
  }

  @Test mutating func `a socket that breaks after the change ends the session`() {
    _ = openOnPolling(#""websocket""#)
    _ = take(.socketOpened)
    _ = take(.socketText("3probe"))
    #expect(answer(.poll, "6") == [.sendSocket("5")])
    #expect(take(.socketEnded(.broken("reset"))) == [.ended(.broken("reset"), code: nil)])
  }

  @Test mutating func `we leave polling by POST`() {
    _ = openOnPolling()
    #expect(take(.leave("1")) == [post("41\u{1E}1", within: .seconds(1))])
    #expect(answer(.poll, "6") == [])
    #expect(answer(.post, "ok") == [.ended(nil, code: nil)])
  }

  @Test mutating func `after the farewell nothing is answered`() {
    openOnSocket()
    _ = take(.leave("1"))
    #expect(take(.socketText("2")) == [])
    session = EngineIOSession()
    _ = openOnPolling()
    _ = take(.leave("1"))
    #expect(answer(.poll, "2") == [])
    #expect(answer(.post, "ok") == [.ended(nil, code: nil)])
  }

  @Test mutating func `where there is no such path the code is told`() {
    _ = take(.start)
    _ = take(.socketRefused(404))
    #expect(answer(.handshake, "<pre>Cannot GET</pre>", code: 404) == [.ended(nil, code: 404)])
  }

  @Test mutating func `refused credentials are not tried twice`() {
    _ = take(.start)
    #expect(take(.socketRefused(401)) == [.ended(nil, code: 401)])
  }

  @Test mutating func `a server out of reach is not asked by another way`() {
    _ = take(.start)
    let failure = TransportFailure.notConnected("connection refused")
    #expect(take(.socketEnded(failure)) == [.ended(failure, code: nil)])
  }

  @Test mutating func `a session that the server forgot is no reason to give up for good`() {
    _ = openOnPolling()
    #expect(
      answer(.poll, #"{"code":1,"message":"Session ID unknown"}"#, code: 400)
        == [.ended(.broken("the session is gone (400)"), code: nil)]
    )
  }

  @Test mutating func `a server that closes ends it`() {
    openOnSocket()
    #expect(take(.socketText("1")) == [.ended(nil, code: nil)])
  }

  @Test mutating func `what is no packet is told and the session goes on`() {
    openOnSocket()
    #expect(take(.socketText("x")) == [.unreadable])
    #expect(take(.socketText("b")) == [.unreadable])
    #expect(take(.socketText("2")) == [.sendSocket("3")])
  }

  @Test mutating func `a body that is none ends it, so that nobody is asked without a pause`() {
    _ = openOnPolling()
    #expect(
      answer(.poll, "x") == [
        .unreadable, .ended(.broken("a packet of the unknown type “x”"), code: nil),
      ]
    )
  }

  @Test mutating func `a body is no longer than the server takes`() {
    _ = take(.start)
    _ = take(.socketRefused(400))
    let small = handshake().replacing("1000000", with: "12")
    _ = answer(.handshake, small)
    _ = take(.say("0"))
    for _ in 1...3 { _ = take(.say("2[]")) }
    #expect(answer(.post, "ok") == [post("42[]\u{1E}42[]")])
    #expect(answer(.post, "ok") == [post("42[]")])
  }
}
