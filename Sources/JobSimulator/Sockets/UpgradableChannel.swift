import HTTPTypes
import HummingbirdCore
import JobProfile
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// A connection that speaks HTTP/1.1, or a WebSocket where its first request asks for one.
///
/// ```
///  bytes ─► decoder ─► UpgradeGate ─┬─ plain ────► HTTP, as ever
///                                   └─ admitted ─► WebSocketRules ─► texts
/// ```
struct UpgradableChannel: HTTPChannelHandler {
  /// What a connection became.
  enum Outcome: Sendable {
    case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
    case webSocket(WebSocket, WireRequest)
  }

  /// A connection whose first request is awaited.
  struct Value: ServerChildChannelValue {
    let channel: any Channel
    let outcome: EventLoopFuture<Outcome>
  }

  let responder: HTTPChannelHandler.Responder
  let service: any WebSocketService
  /// What answers a request at once, where that can be.
  let prompt: @Sendable (HTTPRequest, _ address: String, Logger) -> PromptAnswerHandler.Answer?
  let limits: ConnectionLimits
  let ledger: ConnectionLedger
  /// The most bytes of one frame or message.
  let largestMessage: Int

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    guard ledger.admits(channel) else {
      ledger.refusals.note(on: channel.eventLoop, logger)
      channel.close(promise: nil)
      return channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
    }
    return channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      let deadline = RequestDeadline(limits)
      let end = RequestEnd(deadline)
      let encoder = HTTPResponseEncoder()
      let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
      let refusal = UnreadableHeadHandler {
        [refusals = ledger.unreadable, loop = channel.eventLoop] in
        refusals.note(on: loop, logger)
      }
      let errors = HTTPServerProtocolErrorHandler()
      let gate = UpgradeGate { await service.admits(WireRequest($0)) }
      let http: [any RemovableChannelHandler] = [
        decoder, refusal, errors, end, SingleRequestHandler(), gate,
      ]
      let upgrade = NIOTypedHTTPServerUpgradeHandler<Outcome>(
        httpEncoder: encoder,
        extraHTTPHandlers: http,
        upgradeConfiguration: .init(
          upgraders: [upgrader(NIOLoopBound(deadline, eventLoop: channel.eventLoop))],
          notUpgradingCompletionHandler: { makeHTTP(on: $0, logger: logger) }
        )
      )
      try pipeline.addHandlers([deadline, encoder] + http + [upgrade])
      // The outcome hangs on the first request: a client that sends none would stay for ever.
      let silence = channel.eventLoop.scheduleTask(in: TimeAmount(limits.idleTime)) {
        channel.close(promise: nil)
      }
      upgrade.upgradeResultFuture.whenComplete { _ in silence.cancel() }
      return Value(channel: channel, outcome: upgrade.upgradeResultFuture)
    }
  }

  func handle(value: Value, logger: Logger) async {
    do {
      switch try await value.outcome.get() {
      case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
      case .webSocket(let socket, let request): try await service.serve(socket, for: request)
      }
    } catch {
      logger.debug("a connection ended", metadata: ["error": "\(error)"])
      value.channel.close(promise: nil)
    }
  }

  private func upgrader(
    _ deadline: NIOLoopBound<RequestDeadline>
  ) -> NIOTypedWebSocketServerUpgrader<Outcome> {
    NIOTypedWebSocketServerUpgrader(
      maxFrameSize: largestMessage,
      enableAutomaticErrorHandling: false,
      // The gate has decided.
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
      upgradePipelineHandler: { channel, head in
        channel.eventLoop.makeCompletedFuture {
          deadline.value.stop()
          let rules = WebSocketRules(
            largestMessage: largestMessage,
            onWritable: { service.becameWritable() }
          )
          try channel.pipeline.syncOperations.addHandler(rules)
          return .webSocket(
            try WebSocket(wrappingChannelSynchronously: channel),
            WireRequest(head)
          )
        }
      }
    )
  }

  private func makeHTTP(on channel: any Channel, logger: Logger) -> EventLoopFuture<Outcome> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
      try pipeline.addHandler(
        HTTPConnectionStateHandler(idleTimeout: limits.idleTime, logger: logger)
      )
      try pipeline.addHandler(FarewellHandler())
      try pipeline.addHandler(DepartureWatch(eventLoop: channel.eventLoop))
      try pipeline.addHandler(PromptAnswerHandler { prompt($0, $1, logger) })
      return .http(
        try NIOAsyncChannel(
          wrappingChannelSynchronously: channel,
          configuration: .init(isOutboundHalfClosureEnabled: true)
        )
      )
    }
  }
}

extension WireRequest {
  /// The head of a handshake.
  fileprivate init(_ head: HTTPRequestHead) {
    let method = HTTPRequest.Method(head.method.rawValue) ?? .get
    self.init(
      method: method,
      target: head.uri,
      headers: HTTPFields(head.headers, splitCookie: false)
    )
  }
}
