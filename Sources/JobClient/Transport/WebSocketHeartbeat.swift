import JobModel
import NIOCore
import NIOWebSocket

/// Pings a server that is silent, and gives it up when it stays so.
///
/// Nothing obliges a server to say anything while nothing happens; but it must answer a ping
/// (RFC 6455 §5.5.2).
final class WebSocketHeartbeat: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias InboundOut = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let idle: Duration
  private var isPinged = false

  init(idle: Duration) {
    self.idle = idle
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    isPinged = false
    context.fireChannelRead(data)
  }

  /// An `IdleStateHandler` in front tells of each half of `idle` in which nothing came.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is IdleStateHandler.IdleStateEvent else {
      return context.fireUserInboundEventTriggered(event)
    }
    guard !isPinged else {
      context.fireErrorCaught(TransportFailure.timedOut(idle))
      return context.close(promise: nil)
    }
    isPinged = true
    let ping = WebSocketFrame(fin: true, opcode: .ping, maskKey: .random(), data: ByteBuffer())
    context.writeAndFlush(wrapOutboundOut(ping), promise: nil)
  }
}
