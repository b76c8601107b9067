import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import JobSimulator

/// Clients that are slow on purpose.
struct RequestDeadlineTests {
  private let channel = EmbeddedChannel()
  private let deadline: RequestDeadline

  init() throws {
    deadline = RequestDeadline(ConnectionLimits())
    let decoder = ByteToMessageHandler(HTTPRequestDecoder())
    let handlers: [any ChannelHandler] = [deadline, decoder, RequestEnd(deadline)]
    try channel.pipeline.syncOperations.addHandlers(handlers)
    channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
  }

  private func says(_ text: String) throws {
    try channel.writeInbound(ByteBuffer(string: text))
  }

  private func passes(_ seconds: Int64) {
    channel.embeddedEventLoop.advanceTime(by: .seconds(seconds))
  }

  /// What it was told last.
  private func answer() throws -> String? {
    try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) }
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: a\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{",
  ])
  func `a request that drips in is refused after thirty seconds`(begin: String) throws {
    try says(begin)
    for _ in 1...29 {
      passes(1)
      try says("x")
    }
    #expect(channel.isActive)
    passes(1)
    #expect(try answer()?.hasPrefix("HTTP/1.1 408 ") == true)
    #expect(!channel.isActive)
  }

  @Test func `who is done asking may wait for the answer`() throws {
    try says("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    passes(600)
    #expect(channel.isActive)
    #expect(try answer() == nil)
  }

  @Test func `each request has its own time`() throws {
    for _ in 1...3 {
      try says("GET / HTTP/1.1\r\n")
      passes(20)
      try says("Host: a\r\n\r\n")
      passes(20)
    }
    #expect(channel.isActive)
  }

  @Test func `frames of a WebSocket are no requests`() throws {
    deadline.stop()
    try says("G")
    passes(600)
    #expect(channel.isActive)
  }

  @Test func `who takes nothing is left after a minute`() throws {
    channel.isWritable = false
    channel.pipeline.fireChannelWritabilityChanged()
    passes(59)
    #expect(channel.isActive)
    passes(1)
    #expect(!channel.isActive)
  }

  @Test func `connections are counted, in all and by address`() throws {
    var limits = ConnectionLimits()
    limits.connections = 3
    limits.connectionsPerAddress = 2
    let ledger = ConnectionLedger(limits)
    func connection(from address: String) throws -> EmbeddedChannel {
      let channel = EmbeddedChannel()
      channel.remoteAddress = try SocketAddress(ipAddress: address, port: 1)
      return channel
    }
    let first = try connection(from: "192.0.2.1")
    #expect(ledger.admits(first))
    #expect(ledger.admits(try connection(from: "192.0.2.1")))
    #expect(!ledger.admits(try connection(from: "192.0.2.1")))
    #expect(ledger.admits(try connection(from: "127.0.0.1")))
    #expect(!ledger.admits(try connection(from: "127.0.0.1")))
    _ = try first.finish()
    #expect(ledger.admits(try connection(from: "192.0.2.1")))
  }
}
