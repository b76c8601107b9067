import NIOCore
import NIOHTTP1

/// Notes what the parser of heads refuses, and ends a connection on which nothing else has come.
///
/// After a request it is ended by whoever answers that, once it is answered.
final class UnreadableHeadHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  private let onRefusal: () -> Void
  private var hasRequest = false

  init(_ onRefusal: @escaping () -> Void) {
    self.onRefusal = onRefusal
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasRequest = true
    context.fireChannelRead(data)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError else { return context.fireErrorCaught(error) }
    onRefusal()
    context.fireErrorCaught(error)
    // NIO has answered, and leaves the connection open.
    if !hasRequest { context.close(promise: nil) }
  }
}
