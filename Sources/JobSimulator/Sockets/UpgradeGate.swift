import NIOCore
import NIOHTTP1

/// Decides which requests become WebSockets, before NIO's upgrade looks at them.
///
/// NIO's typed upgrade (2.101.2) loses the head of a request that asks for an upgrade and does not
/// get it. So such a request loses its field `Upgrade` here, and is answered like any other.
final class UpgradeGate: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let admit: @Sendable (HTTPRequestHead) async -> Bool
  /// What has come while the decision is open; nothing: none is.
  private var waiting: [HTTPServerRequestPart]?

  init(admit: @escaping @Sendable (HTTPRequestHead) async -> Bool) {
    self.admit = admit
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    guard waiting == nil else {
      waiting?.append(part)
      return
    }
    guard case .head(let head) = part, head.headers.contains(name: "upgrade") else {
      return context.fireChannelRead(data)
    }
    guard head.isWebSocketHandshake else { return pass(head, asUpgrade: false, context) }
    waiting = []
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let admit = admit
    // A future must be answered from async code here: the decision belongs to an actor.
    context.eventLoop.makeFutureWithTask { await admit(head) }.whenSuccess { isAdmitted in
      let (gate, context) = bound.value
      gate.decided(isAdmitted, head, context)
    }
  }

  private func decided(
    _ isAdmitted: Bool,
    _ head: HTTPRequestHead,
    _ context: ChannelHandlerContext
  ) {
    pass(head, asUpgrade: isAdmitted, context)
    let parts = waiting ?? []
    waiting = nil
    for part in parts { context.fireChannelRead(wrapInboundOut(part)) }
    context.fireChannelReadComplete()
  }

  private func pass(
    _ head: HTTPRequestHead,
    asUpgrade isUpgrade: Bool,
    _ context: ChannelHandlerContext
  ) {
    var head = head
    if !isUpgrade { head.headers.remove(name: "upgrade") }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}

extension HTTPRequestHead {
  /// Whether it is a handshake as RFC 6455 §4.2.1 wants it.
  fileprivate var isWebSocketHandshake: Bool {
    method == .GET && version == .http1_1
      && headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
      && headers[canonicalForm: "connection"].contains { $0.lowercased() == "upgrade" }
      && headers.first(name: "sec-websocket-version") == "13"
      && headers[canonicalForm: "sec-websocket-key"].count == 1
      && (headers.first(name: "content-length") ?? "0") == "0"
      && !headers.contains(name: "transfer-encoding")
  }
}
