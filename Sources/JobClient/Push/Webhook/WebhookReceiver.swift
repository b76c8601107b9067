import Glibc
import JobModel
import NIOCore
import NIOHTTP1
import NIOPosix

/// Listens for what a server posts, and hands it on unread.
struct WebhookReceiver: Sendable {
  let address: WebhookAddress
  let tell: @Sendable (PushEvent) -> Void

  private typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  /// Listens until it is cancelled.
  func run() async {
    do {
      let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .bind(host: address.interface, port: address.port) { channel in
          channel.eventLoop.makeCompletedFuture { try Self.connection(on: channel) }
        }
      tell(.listening(port: listener.channel.localAddress?.port ?? address.port))
      try await serve(listener)
      tell(.ended(nil, code: nil))
    } catch {
      tell(.ended(.notConnected(obstacle(error)), code: nil))
    }
  }

  /// What is in the way of listening, and what to do about it.
  private func obstacle(_ error: any Error) -> String {
    let place = "port \(address.port) of \(address.interface)"
    guard let error = error as? IOError else { return "\(place) cannot be listened on (\(error))" }
    return switch error.errnoCode {
    case EADDRINUSE:
      "another program listens on \(place). Name another port, or 0 for a free one"
    case EADDRNOTAVAIL:
      "\(address.interface) is no address of this machine. Name one that is, as 127.0.0.1"
    case EACCES:
      "\(place) is kept for the system. Name a port from 1024 on, or 0 for a free one"
    default:
      "\(place) cannot be listened on (\(String(cString: strerror(error.errnoCode))))"
    }
  }

  private static func connection(on channel: any Channel) throws -> Connection {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.configureHTTPServerPipeline()
    try pipeline.addHandler(IdleStateHandler(allTimeout: .seconds(10)))
    try pipeline.addHandler(IdleCloser())
    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
  }

  private func serve(_ listener: NIOAsyncChannel<Connection, Never>) async throws {
    try await listener.executeThenClose { connections in
      try await withThrowingDiscardingTaskGroup { group in
        for try await connection in connections {
          // A connection that breaks is the sender's to notice: it posts again.
          group.addTask { try? await WebhookIntake(path: address.path, tell: tell).run(connection) }
        }
      }
    }
  }
}

/// Closes a connection on which nothing happens.
private final class IdleCloser: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }
}
