import NIOCore
import NIOHTTP1

/// Closes a connection on which a request drips in too slowly, or whose client takes nothing.
///
/// It stands in front of the decoder and counts from the first byte on, where one read has not brought the
/// whole request; `RequestEnd`, behind the decoder, tells it when a request is whole.
final class RequestDeadline: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let limits: ConnectionLimits
  private var deadline: Scheduled<Void>?
  private var stall: Scheduled<Void>?
  /// A request has begun and is not whole.
  private var isUnderWay = false
  /// What comes is no request any more.
  private var isOver = false

  init(_ limits: ConnectionLimits) {
    self.limits = limits
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    isUnderWay = true
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if isUnderWay, deadline == nil, !isOver {
      deadline = schedule(after: limits.requestTime, context) { handler, context in
        handler.refuse(context)
      }
    }
    context.fireChannelReadComplete()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stall?.cancel()
    stall = nil
    if !context.channel.isWritable {
      stall = schedule(after: limits.stallTime, context) { _, context in
        context.close(promise: nil)
      }
    }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    stall?.cancel()
    context.fireChannelInactive()
  }

  /// A request is whole.
  func end() {
    isUnderWay = false
    deadline?.cancel()
    deadline = nil
  }

  /// The connection is no longer one for requests.
  func stop() {
    isOver = true
    end()
  }

  /// RFC 9110 §15.5.9.
  private func refuse(_ context: ChannelHandlerContext) {
    let answer = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer))).whenComplete { _ in
      bound.value.close(promise: nil)
    }
  }

  private func schedule(
    after time: Duration,
    _ context: ChannelHandlerContext,
    _ body: @escaping @Sendable (RequestDeadline, ChannelHandlerContext) -> Void
  ) -> Scheduled<Void> {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    return context.eventLoop.scheduleTask(in: TimeAmount(time)) {
      body(bound.value.0, bound.value.1)
    }
  }
}

/// Tells a deadline when a request is whole.
final class RequestEnd: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let deadline: RequestDeadline

  init(_ deadline: RequestDeadline) {
    self.deadline = deadline
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .end = unwrapInboundIn(data) { deadline.end() }
    context.fireChannelRead(data)
  }
}
