import NIOCore
import NIOHTTP1

/// Takes a request of HTTP/1.0 for the only one of its connection, for its sender awaits the end of that.
///
/// RFC 9112 §9.3: without `keep-alive` the connection has to end, and with it a server need not go on.
final class SingleRequestHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), head.version == .http1_0 else {
      return context.fireChannelRead(data)
    }
    head.headers.replaceOrAdd(name: "connection", value: "close")
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}
