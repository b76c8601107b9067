import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// The least that a server on NIO does: the same answer to every request, with one thread.
///
/// What `Tests/Benchmarks/load.py` compares the simulator with.
@main
struct Bare {
  static func main() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let channel = try await ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.pipeline.configureHTTPServerPipeline().flatMap {
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(Answer())
          }
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    // `print` keeps a line back where a pipe reads it.
    let line = "bare http://127.0.0.1:\(channel.localAddress?.port ?? 0)\n"
    FileHandle.standardOutput.write(Data(line.utf8))
    try await channel.closeFuture.get()
  }
}

private final class Answer: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private static let body = """
    {"id":"84520367-f1be-446f-9fe1-055d923d42a0","title":"t","status":"pending","attempt":1,\
    "attempt_limit":1,"revision":"1","created_at":"2026-11-27T02:53:35.302Z","remaining_seconds":4}
    """

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .end = unwrapInboundIn(data) else { return }
    let body = ByteBuffer(string: Answer.body)
    let headers: HTTPHeaders = [
      "content-type": "application/json", "content-length": "\(body.readableBytes)",
    ]
    let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}
