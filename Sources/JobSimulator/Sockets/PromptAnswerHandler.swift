import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers on the connection's own thread what needs nobody else; all else goes on, in order.
///
/// ```
///  request ─┬─ prompt ────────────────────► answer
///           └─ not, or others are under way ─► tasks ─► answer
/// ```
final class PromptAnswerHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// An answer as a whole.
  struct Answer {
    var head: HTTPResponse
    var body: [UInt8]
  }

  private let answer: (HTTPRequest, _ address: String) -> Answer?
  /// Whose end is awaited.
  private var head: HTTPRequest?
  /// Requests that have gone on and are not answered yet: answers must come in the order of requests.
  private var underWay = 0
  private var hasWritten = false
  private var address: String?

  /// `answer` gives nothing for a request that is to go on.
  init(answer: @escaping (HTTPRequest, _ address: String) -> Answer?) {
    self.answer = answer
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head) where underWay == 0 && head.isWhole: self.head = head
    case .head:
      underWay += 1
      context.fireChannelRead(data)
    case .body:
      passHead(context)
      context.fireChannelRead(data)
    case .end:
      if let head, let answer = answer(head, address(in: context)) {
        self.head = nil
        write(answer, context)
      } else {
        passHead(context)
        context.fireChannelRead(data)
      }
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if hasWritten {
      hasWritten = false
      context.flush()
    }
    context.fireChannelReadComplete()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { underWay -= 1 }
    context.write(data, promise: promise)
  }

  private func passHead(_ context: ChannelHandlerContext) {
    guard let head else { return }
    self.head = nil
    underWay += 1
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  private func write(_ answer: Answer, _ context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
    if !answer.body.isEmpty {
      let body = context.channel.allocator.buffer(bytes: answer.body)
      context.write(wrapOutboundOut(.body(body)), promise: nil)
    }
    context.write(wrapOutboundOut(.end(nil)), promise: nil)
    hasWritten = true
  }

  private func address(in context: ChannelHandlerContext) -> String {
    if let address { return address }
    let address = context.remoteAddress?.ipAddress ?? ""
    self.address = address
    return address
  }
}

extension HTTPRequest {
  /// Whether nothing follows its head, and the connection goes on after its answer.
  fileprivate var isWhole: Bool {
    method == .get && headerFields[.contentLength] == nil && headerFields[.transferEncoding] == nil
      && headerFields[.expect] == nil
      && (headerFields[.connection].map { $0.lowercased() == "keep-alive" } ?? true)
  }
}
