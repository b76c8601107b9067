import JobModel
import JobProfile
import JobSimulator
import NIOCore
import NIOPosix
import TestSupport
import Testing

/// Webhooks over real sockets.
@Suite(.timeLimit(.minutes(3)))
struct WebhookSocketTests {
  @Test func `a webhook arrives as a POST, also while the server stops`() async throws {
    let receiver = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: "127.0.0.1", port: 0) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    let port = try #require(receiver.channel.localAddress?.port)
    try await receiver.executeThenClose { connections in
      try await SocketServer.with(.webhook()) { server in
        try await server.connect { talk in
          try await talk.register("http://127.0.0.1:\(port)/hook")
          _ = try await talk.hear(upTo: "successfully\"}")
        }
        server.clock.jump(by: .seconds(15))
        var connections = connections.makeAsyncIterator()
        let connection = try #require(try await connections.next(isolation: #isolation))
        try await connection.executeThenClose { inbound, outbound in
          var heard = ""
          for try await bytes in inbound {
            heard += String(decoding: bytes.readableBytesView, as: UTF8.self)
            if heard.hasSuffix("}") { break }
          }
          #expect(heard.hasPrefix("POST /hook HTTP/1.1\r\n"))
          #expect(heard.contains("content-type: application/json\r\n"))
          #expect(heard.hasSuffix(#"{"result":"completed","timestamp":1800000015000}"#))
          async let stopping: Void = server.stop()
          try await outbound.write(
            ByteBuffer(string: "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n")
          )
          await stopping
        }
      }
    }
  }
}

extension WireConnection.Talk {
  fileprivate func register(_ url: String) async throws {
    let body = #"{"url":"\#(url)"}"#
    try await say(
      "POST /webhooks/register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    )
  }
}
