import NIOCore
import NIOWebSocket

/// What NIO leaves to its user: a server never masks (RFC 6455 §5.1), and after a close frame nothing
/// is sent (§5.5.1).
final class WebSocketRules: ChannelDuplexHandler {
  typealias InboundIn = WebSocketFrame
  typealias InboundOut = WebSocketFrame
  typealias OutboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private var hasClosed = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard unwrapInboundIn(data).maskKey == nil else {
      context.fireErrorCaught(TransportFailure.broken("the server masks what it sends"))
      return context.close(promise: nil)
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !hasClosed else { return promise?.succeed() ?? () }
    hasClosed = unwrapOutboundIn(data).opcode == .connectionClose
    context.write(data, promise: promise)
  }
}
