import JobClient
import JobModel
import JobProfile
import Synchronization
import TestSupport
import Testing

/// Garbage on push connections: it is counted, or ends the connection, and the job is polled.
@Suite struct PushGarbageTests {
  /// A connection of a kind, and what is said on it when it stands.
  struct Garbage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let push: String
    var isSocketIO = false
    let frames: [[UInt8]]
    /// The connection stands: the message was dropped and nothing else.
    let isDropped: Bool
  }

  private static let webSocket = #"websocket: {path: /push, message: {id: "{id}", s: "{state}"}}"#
  private static let socketIO = #"socketio: {event: e, message: {id: "{id}", s: "{state}"}}"#
  private static let opened = [
    frame(#"0{"sid":"S","upgrades":[],"pingInterval":25000,"pingTimeout":20000}"#),
    frame(#"40{"sid":"S2"}"#),
  ]

  /// A short text in one frame.
  private static func frame(_ text: String) -> [UInt8] {
    [0x81, UInt8(text.utf8.count)] + Array(text.utf8)
  }

  private static let kinds: [Garbage] = [
    Garbage(
      testDescription: "half a message",
      push: webSocket,
      frames: [frame(#"{"id":"7","s":"comp"#)],
      isDropped: true
    ),
    Garbage(
      testDescription: "binary",
      push: webSocket,
      frames: [[0x82, 2, 0xFF, 0xFE]],
      isDropped: true
    ),
    Garbage(
      testDescription: "half an event of Socket.IO",
      push: socketIO,
      isSocketIO: true,
      frames: opened + [frame(#"42["e",{"id":"7","s":"comp"#)],
      isDropped: true
    ),
    Garbage(
      testDescription: "a packet of no type",
      push: socketIO,
      isSocketIO: true,
      frames: opened + [frame("?")],
      isDropped: true
    ),
    Garbage(
      testDescription: "a masked frame",
      push: webSocket,
      frames: [[0x81, 0x81, 1, 2, 3, 4, 5]],
      isDropped: false
    ),
    Garbage(
      testDescription: "a frame of 2 GiB",
      push: webSocket,
      frames: [[0x82, 127, 0, 0, 0, 0, 0x80, 0, 0, 0]],
      isDropped: false
    ),
    Garbage(
      testDescription: "text that is not UTF-8",
      push: webSocket,
      frames: [[0x81, 2, 0xC3, 0x28]],
      isDropped: false
    ),
    Garbage(
      testDescription: "a frame of a kind that is not defined",
      push: webSocket,
      frames: [[0x83, 1, 0x61], [0x80, 1, 0x61]],
      isDropped: false
    ),
    Garbage(
      testDescription: "half a handshake of Engine.IO",
      push: socketIO,
      isSocketIO: true,
      frames: [frame(#"0{"sid":"S","upgr"#)],
      isDropped: false
    ),
  ]

  @Test(.timeLimit(.minutes(3)), arguments: kinds)
  func `it is told on the chip and the job is polled to its end`(_ garbage: Garbage) async throws {
    let isOver = Mutex(false)
    try await ScriptedServer.with { talk in
      while true {
        let head = try await talk.hearRequest().head
        guard head.lowercased().contains("upgrade: websocket") else {
          guard head.hasPrefix("GET /jobs/7 ") else { return try await talk.answer(400, "") }
          let word = isOver.withLock { $0 } ? "completed" : "pending"
          try await talk.answer(200, #"{"s":"\#(word)"}"#)
          continue
        }
        try await talk.openWebSocket(askedBy: head)
        for frame in garbage.frames { try await talk.say(frame) }
        while true { _ = try await talk.hearFrame() }
      }
    } _: { url in
      let client = try JobClient(
        profile: try .pushing(garbage.push),
        url: url,
        options: WatchOptions(poll: .fixed(.milliseconds(200)))
      )
      let reports = client.reports()
      async let last = client.waitForCompletion(of: "7", within: .seconds(60))
      var hasPushed = false
      for await report in reports {
        guard case .status(let status) = report else { continue }
        if garbage.isDropped, status.dropped.total == 1 { break }
        if case .push = status.link { hasPushed = true }
        // A handshake that comes to nothing opens no push.
        if !garbage.isDropped, hasPushed || garbage.isSocketIO, case .poll = status.link { break }
      }
      isOver.withLock { $0 = true }
      #expect(try await last.state == .completed)
      await client.close()
      #expect(await client.counts() == .none)
    }
  }
}
