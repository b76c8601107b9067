import NIOCore
import NIOWebSocket

/// The rules of WebSockets (RFC 6455) for a server that speaks text: frames in, whole messages out.
///
/// NIO's decoder checks lengths and control frames. Masks, fragments, UTF-8 and the closing handshake
/// are checked here, in one handler, because its aggregator forgets the mask.
///
/// ```
///  open ──a mistake, a stop, `.close`──► closing ──the other's close, or a second──► closed
///    └────────the other's close, answered──────────────────────────────────────────────▲
/// ```
final class WebSocketRules: ChannelDuplexHandler {
  typealias InboundIn = WebSocketFrame
  typealias InboundOut = String
  typealias OutboundIn = WebSocketOutput
  typealias OutboundOut = WebSocketFrame

  private enum State {
    case open, closing, closed
  }

  private let largestMessage: Int
  private let onWritable: @Sendable () -> Void
  private var state = State.open
  /// The fragments of a message that has not ended.
  private var message: ByteBuffer?
  private var unansweredPings = 0

  /// How long the other side has to answer a close.
  private static let patience = TimeAmount.seconds(1)

  /// `onWritable` is told when more can be written after it could not.
  init(largestMessage: Int, onWritable: @escaping @Sendable () -> Void) {
    self.largestMessage = largestMessage
    self.onWritable = onWritable
  }

  // MARK: in

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    unansweredPings = 0
    guard state == .open else {
      if frame.opcode == .connectionClose { end(context) }
      return
    }
    guard frame.maskKey != nil, !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
      return close(context, .protocolError)
    }
    switch frame.opcode {
    case .text:
      guard message == nil else { return close(context, .protocolError) }
      take(frame, after: nil, context)
    case .continuation:
      guard let message else { return close(context, .protocolError) }
      take(frame, after: message, context)
    case .binary: close(context, .unacceptableData)
    case .ping: send(WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData), context)
    case .pong: break
    case .connectionClose: answerClose(frame.unmaskedData, context)
    default: close(context, .protocolError)
    }
  }

  private func take(
    _ frame: WebSocketFrame,
    after begun: ByteBuffer?,
    _ context: ChannelHandlerContext
  ) {
    var whole = begun ?? ByteBuffer()
    var data = frame.unmaskedData
    whole.writeBuffer(&data)
    guard whole.readableBytes <= largestMessage else { return close(context, .messageTooLarge) }
    message = frame.fin ? nil : whole
    guard frame.fin else { return }
    guard let text = String(validating: whole.readableBytesView, as: UTF8.self) else {
      return close(context, .dataInconsistentWithMessage)
    }
    context.fireChannelRead(wrapInboundOut(text))
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is ChannelShouldQuiesceEvent: close(context, .goingAway)
    case ChannelEvent.inputClosed: end(context)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { onWritable() }
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if let error = error as? NIOWebSocketError {
      close(context, error == .invalidFrameLength ? .messageTooLarge : .protocolError)
    } else {
      end(context)
    }
  }

  // MARK: out

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard state == .open else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    switch unwrapOutboundIn(data) {
    case .text(let text):
      let frame = WebSocketFrame(fin: true, opcode: .text, data: text)
      context.write(wrapOutboundOut(frame), promise: promise)
    case .ping:
      promise?.succeed()
      guard unansweredPings < 2 else { return end(context) }
      unansweredPings += 1
      send(WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()), context)
    case .close(let code):
      promise?.succeed()
      close(context, code)
    }
  }

  private func send(_ frame: WebSocketFrame, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
  }

  // MARK: the end

  /// Says goodbye and waits a while for the answer: a connection that is dropped at once may lose it.
  private func close(_ context: ChannelHandlerContext, _ code: WebSocketErrorCode) {
    guard state == .open else { return }
    state = .closing
    message = nil
    send(WebSocketRules.goodbye(code), context)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: WebSocketRules.patience) {
      bound.value.0.end(bound.value.1)
    }
  }

  /// Gives the code back that the other side gave, where it may give such a code.
  private func answerClose(_ data: ByteBuffer, _ context: ChannelHandlerContext) {
    var data = data
    let code = data.readWebSocketErrorCode()
    let isText = String(validating: data.readableBytesView, as: UTF8.self) != nil
    state = .closing
    switch code {
    case nil where data.readableBytes == 0:
      send(WebSocketFrame(fin: true, opcode: .connectionClose, data: ByteBuffer()), context)
    case .some(let code) where code.isAllowed && isText:
      send(WebSocketRules.goodbye(code), context)
    case .some(let code) where code.isAllowed:
      send(WebSocketRules.goodbye(.dataInconsistentWithMessage), context)
    default: send(WebSocketRules.goodbye(.protocolError), context)
    }
    end(context)
  }

  private func end(_ context: ChannelHandlerContext) {
    guard state != .closed else { return }
    state = .closed
    context.close(promise: nil)
  }

  private static func goodbye(_ code: WebSocketErrorCode) -> WebSocketFrame {
    var data = ByteBuffer()
    data.write(webSocketErrorCode: code)
    return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
  }
}

extension WebSocketErrorCode {
  /// Whether it may stand in a close frame (RFC 6455 §7.4).
  fileprivate var isAllowed: Bool {
    switch UInt16(webSocketErrorCode: self) {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }
}
