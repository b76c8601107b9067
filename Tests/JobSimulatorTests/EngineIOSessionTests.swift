import JobModel
import JobProfile
import TestSupport
import Testing

@testable import JobSimulator

/// The machine of one session, without sockets and without time.
struct EngineIOSessionTests {
  private let start = TestClock().now
  private static let handshake = EngineIOHandshake(sessionID: "S", upgrades: ["websocket"])

  private func polling() -> EngineIOSession {
    EngineIOSession(pollingWith: Self.handshake, now: start)
  }

  private func later(_ seconds: Int) -> Timestamp { start.advanced(by: .seconds(seconds)) }

  // MARK: long polling

  @Test func `a request is held until there is something to say`() {
    var session = polling()
    #expect(session.poll(1) == [])
    #expect(session.send([.message("a")]) == [.answer(request: 1, [.message("a")])])
    #expect(session.send([.message("b")]) == [])
    #expect(session.send([.message("c")]) == [])
    #expect(session.poll(2) == [.answer(request: 2, [.message("b"), .message("c")])])
  }

  @Test func `of two requests at once the second is refused and the session ends`() {
    var session = polling()
    _ = session.poll(1)
    #expect(session.poll(2) == [.refuse(request: 2), .answer(request: 1, [.close]), .end])
    #expect(session.poll(3) == [.refuse(request: 3)])
  }

  @Test func `what was posted is heard in its order`() {
    var session = polling()
    let packets: [EngineIOPacket] = [.message("0"), .pong(""), .message("1")]
    #expect(session.post(packets, now: start) == [.hear("0"), .hear("1")])
  }

  @Test func `who leaves lets the held request go`() {
    var session = polling()
    _ = session.poll(1)
    #expect(session.post([.close], now: start) == [.answer(request: 1, [.noop]), .end])
  }

  @Test func `what is no packet ends the session`() {
    var session = polling()
    _ = session.poll(1)
    #expect(session.post(nil, now: start) == [.answer(request: 1, [.noop, .close]), .end])
  }

  @Test func `only servers ping`() {
    var session = polling()
    #expect(session.post([.ping(""), .message("x")], now: start) == [.end])
  }

  @Test func `a client that goes while its request is held ends the session`() {
    var session = polling()
    _ = session.poll(1)
    #expect(session.abandon(1) == [.answer(request: 1, [.close]), .end])
    #expect(session.abandon(1) == [])
  }

  @Test func `a client that asks for nothing has no more kept for it than a bound`() {
    var session = polling()
    #expect(session.readiness == .always)
    _ = session.send(Array(repeating: .noop, count: 256))
    #expect(session.readiness == .no)
    _ = session.poll(1)
    #expect(session.readiness == .always)
  }

  // MARK: heartbeat

  @Test func `a ping after 25 s, and no pong for 20 s, ends the session`() {
    var session = polling()
    #expect(session.deadline == later(25))
    #expect(session.wake(at: later(24)) == [])
    _ = session.poll(1)
    #expect(session.wake(at: later(25)) == [.answer(request: 1, [.ping("")])])
    #expect(session.deadline == later(45))
    #expect(session.wake(at: later(45)) == [.end])
  }

  @Test func `a pong puts the next ping off`() {
    var session = EngineIOSession(socket: 1, with: Self.handshake, now: start)
    #expect(session.wake(at: later(25)) == [.write(socket: 1, [.ping("")])])
    #expect(session.receive(.pong(""), on: 1, now: later(26)) == [])
    #expect(session.deadline == later(51))
    #expect(session.wake(at: later(51)) == [.write(socket: 1, [.ping("")])])
    #expect(session.wake(at: later(71)) == [.close(socket: 1), .end])
  }

  // MARK: WebSockets

  @Test func `a session goes over to a WebSocket and takes along what waits`() {
    var session = polling()
    _ = session.poll(1)
    #expect(session.open(socket: 7) == [])
    #expect(
      session.receive(.ping("probe"), on: 7, now: start)
        == [.write(socket: 7, [.pong("probe")]), .answer(request: 1, [.noop])]
    )
    #expect(session.send([.message("a")]) == [])
    #expect(session.standing == .polling)
    #expect(session.receive(.upgrade, on: 7, now: start) == [.write(socket: 7, [.message("a")])])
    #expect(session.standing == .webSocket && session.readiness == .whenWritable(socket: 7))
    #expect(session.poll(2) == [.refuse(request: 2)])
    #expect(session.send([.message("b")]) == [.write(socket: 7, [.message("b")])])
    #expect(session.receive(.message("c"), on: 7, now: start) == [.hear("c")])
    #expect(session.lost(socket: 7) == [.end])
  }

  @Test func `while a WebSocket is tried no request is held`() {
    var session = polling()
    _ = session.open(socket: 7)
    #expect(session.poll(1) == [.answer(request: 1, [.noop])])
  }

  @Test func `a try that fails leaves the session as it is`() {
    var session = polling()
    _ = session.open(socket: 7)
    #expect(session.receive(.message("x"), on: 7, now: start) == [.close(socket: 7)])
    #expect(session.lost(socket: 7) == [])
    #expect(session.poll(1) == [])
    #expect(session.send([.message("a")]) == [.answer(request: 1, [.message("a")])])
  }

  @Test func `a second WebSocket is closed`() {
    var session = polling()
    _ = session.open(socket: 7)
    #expect(session.open(socket: 8) == [.close(socket: 8)])
    _ = session.receive(.upgrade, on: 7, now: start)
    #expect(session.open(socket: 9) == [.close(socket: 9)])
  }

  @Test func `what ends closes the socket, also one that is tried`() {
    var session = polling()
    _ = session.open(socket: 7)
    #expect(session.finish() == [.close(socket: 7), .end])
    var other = EngineIOSession(socket: 1, with: Self.handshake, now: start)
    #expect(other.receive(nil, on: 1, now: start) == [.close(socket: 1), .end])
    #expect(other.send([.noop]) == [])
  }
}
