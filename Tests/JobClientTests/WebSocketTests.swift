import HTTPTypes
import JobModel
import JobProfile
import NIOCore
import NIOEmbedded
import NIOWebSocket
import TestSupport
import Testing

@testable import JobClient

/// The WebSocket client on real sockets, against bytes that are typed.
@Suite struct WebSocketTests {
  private let request = WireRequest(
    method: .get,
    target: "/stream?a=1",
    headers: [.authorization: "Bearer s3"],
    body: nil
  )

  /// Opens a WebSocket, says some words and hears up to its end.
  private func talk(
    _ url: String,
    saying words: [String] = [],
    thenLeaves: Bool = false
  ) async throws -> (parts: [SocketPart], failure: TransportFailure?) {
    var transport = HTTPTransport(
      base: try BaseURL(url + "/api"),
      headers: [try #require(HTTPField.Name("X-Team")): "v"]
    )
    // Where many tests run at once none of them comes up at once.
    transport.patience = .seconds(120)
    let (stream, speaker) = AsyncStream.makeStream(of: String.self)
    for word in words { speaker.yield(word) }
    if thenLeaves { speaker.finish() }
    let (parts, heard) = AsyncStream.makeStream(of: SocketPart.self)
    var failure: TransportFailure?
    do {
      try await transport.webSocket(request, idle: nil, saying: stream) { heard.yield($0) }
    } catch {
      failure = error
    }
    heard.finish()
    await transport.close()
    return (await parts.reduce(into: []) { $0.append($1) }, failure)
  }

  @Test func `it asks under the base path with credentials and extra headers`() async throws {
    let (heads, heard) = AsyncStream.makeStream(of: String.self)
    try await ScriptedServer.with { talk in
      heard.yield(try await talk.hearRequest().head)
      try await talk.answer(404, "")
    } _: { url in
      let parts = try await talk(url).parts
      #expect(parts == [.refused(code: 404)])
    }
    heard.finish()
    let lines = await heads.reduce("") { $0 + $1 }.split(separator: "\r\n")
    #expect(lines.first == "GET /api/stream?a=1 HTTP/1.1")
    #expect(lines.contains { $0.lowercased() == "authorization: bearer s3" })
    #expect(lines.contains { $0.lowercased() == "x-team: v" })
    #expect(lines.contains { $0.lowercased() == "sec-websocket-version: 13" })
  }

  @Test func `what is said is masked and pings are answered`() async throws {
    try await ScriptedServer.with { talk in
      try await talk.openWebSocket(askedBy: try await talk.hearRequest().head)
      let word = try await talk.hearFrame()
      try await talk.sayFrame(0x89, Array("are you there".utf8))
      let pong = try await talk.hearFrame()
      try await talk.sayText("\(word.isMasked) \(word.text) \(pong.opcode) \(pong.text)")
      try await talk.sayFrame(0x88, [0x03, 0xE8])
      _ = try await talk.hearFrame()
    } _: { url in
      let (parts, failure) = try await talk(url, saying: ["hello"])
      #expect(parts == [.opened, .text("true hello 10 are you there")])
      #expect(failure == nil)
    }
  }

  @Test func `frames in the segment of the answer and in fragments are heard`() async throws {
    try await ScriptedServer.with { talk in
      try await talk.openWebSocket(askedBy: try await talk.hearRequest().head)
      try await talk.sayText("one")
      try await talk.sayFrame(0x01, Array("tw".utf8))
      try await talk.sayFrame(0x80, Array("o".utf8))
      try await talk.sayFrame(0x82, [0, 1])
      try await talk.sayFrame(0x88, [0x03, 0xE9])
      _ = try await talk.hearFrame()
    } _: { url in
      let parts = try await talk(url).parts
      #expect(parts == [.opened, .text("one"), .text("two"), .binary])
    }
  }

  @Test func `a client that leaves says so and waits for the answer`() async throws {
    let (closes, heard) = AsyncStream.makeStream(of: ScriptedTalk.Frame.self)
    try await ScriptedServer.with { talk in
      try await talk.openWebSocket(askedBy: try await talk.hearRequest().head)
      heard.yield(try await talk.hearFrame())
      try await talk.sayFrame(0x88, [0x03, 0xE8])
    } _: { url in
      let (parts, failure) = try await talk(url, thenLeaves: true)
      #expect(parts == [.opened])
      #expect(failure == nil)
    }
    heard.finish()
    let said = await closes.reduce(into: []) { $0.append($1) }
    #expect(said.map(\.opcode) == [8] && said.map(\.data) == [[0x03, 0xE8]])
  }

  @Test func `text that is not UTF-8 ends it with 1007`() async throws {
    let (closes, heard) = AsyncStream.makeStream(of: ScriptedTalk.Frame.self)
    try await ScriptedServer.with { talk in
      try await talk.openWebSocket(askedBy: try await talk.hearRequest().head)
      try await talk.sayFrame(0x81, [0xC3, 0x28])
      heard.yield(try await talk.hearFrame())
    } _: { url in
      let failure = try await talk(url).failure
      #expect(failure == .broken("the server sent text that is not UTF-8"))
    }
    heard.finish()
    let codes = await closes.reduce(into: []) { $0.append($1.data) }
    #expect(codes == [[0x03, 0xEF]])
  }

  @Test(arguments: [
    ([0x88, 0x02, 0x03, 0xF3], "the server closed with 1011 "),
    ([0x81, 0x81, 1, 2, 3, 4, 5], "the server masks what it sends"),
    ([], "the server closed the connection"),
  ])
  func `an end that is none says why`(bytes: [UInt8], why: String) async throws {
    try await ScriptedServer.with { talk in
      try await talk.openWebSocket(askedBy: try await talk.hearRequest().head)
      try await talk.say(bytes)
      if !bytes.isEmpty { _ = try await talk.hear(1) }
    } _: { url in
      let failure = try await talk(url).failure
      #expect(failure == .broken(why))
    }
  }

  @Test func `a message of more than a mebibyte is not taken`() async throws {
    try await ScriptedServer.with { talk in
      try await talk.openWebSocket(askedBy: try await talk.hearRequest().head)
      let half = [UInt8](repeating: 0x61, count: 600 * 1024)
      try await talk.sayFrame(0x01, half)
      try await talk.sayFrame(0x80, half)
      _ = try await talk.hear(1)
    } _: { url in
      let (parts, failure) = try await talk(url)
      #expect(parts == [.opened])
      #expect(failure == .tooLarge(limit: 1 << 20))
    }
  }

  @Test func `nobody listens there`() async throws {
    let failure = try await talk("http://127.0.0.1:1").failure
    #expect(failure?.isUnsent == true)
  }

  @Test func `a silent server is pinged and then given up`() throws {
    let channel = EmbeddedChannel(handler: WebSocketHeartbeat(idle: .seconds(30)))
    channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.read)
    #expect(try channel.readOutbound(as: WebSocketFrame.self)?.opcode == .ping)
    let pong = WebSocketFrame(fin: true, opcode: .pong, data: ByteBuffer())
    try channel.writeInbound(pong)
    channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.read)
    #expect(try channel.readOutbound(as: WebSocketFrame.self)?.opcode == .ping)
    channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.read)
    #expect(throws: TransportFailure.timedOut(.seconds(30))) { try channel.throwIfErrorCaught() }
  }
}
