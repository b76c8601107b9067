import NIOCore
import NIOPosix

/// A connection on which a test says and hears bytes, so that nothing is read as it ought to be.
struct WireConnection {
  private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

  /// Connects, and closes when the body is done.
  static func with(
    url: String,
    _ body: (inout Talk) async throws -> Void
  ) async throws {
    let port = Int(url.split(separator: ":").last ?? "") ?? 0
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    try await channel.executeThenClose { inbound, outbound in
      var talk = Talk(inbound: inbound.makeAsyncIterator(), outbound: outbound)
      try await body(&talk)
    }
  }

  /// What is said and heard.
  struct Talk {
    fileprivate var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    fileprivate let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var heard: [UInt8] = []

    fileprivate init(
      inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
      outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
      self.inbound = inbound
      self.outbound = outbound
    }

    func say(_ text: String) async throws {
      try await outbound.write(ByteBuffer(string: text))
    }

    func say(_ bytes: [UInt8]) async throws {
      try await outbound.write(ByteBuffer(bytes: bytes))
    }

    /// That many bytes, or what is there at the end.
    mutating func hear(count: Int) async throws -> [UInt8] {
      while heard.count < count, let buffer = try await inbound.next(isolation: #isolation) {
        heard += buffer.readableBytesView
      }
      defer { heard.removeFirst(min(count, heard.count)) }
      return Array(heard.prefix(count))
    }

    /// All that is heard up to and with a text, or up to the end.
    mutating func hear(upTo end: String) async throws -> String {
      while true {
        if let range = heard.firstRange(of: Array(end.utf8)) {
          let text = String(decoding: heard[..<range.upperBound], as: UTF8.self)
          heard.removeSubrange(..<range.upperBound)
          return text
        }
        guard let buffer = try await inbound.next(isolation: #isolation) else { break }
        heard += buffer.readableBytesView
      }
      defer { heard = [] }
      return String(decoding: heard, as: UTF8.self)
    }

    /// All that is heard until the other side closes.
    mutating func hearToTheEnd() async throws -> String {
      while let buffer = try await inbound.next(isolation: #isolation) {
        heard += buffer.readableBytesView
      }
      defer { heard = [] }
      return String(decoding: heard, as: UTF8.self)
    }
  }
}
