import Foundation
import HTTPTypes
import JobModel
import JobProfile
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// Connects to a server and asks it to open a WebSocket (RFC 6455 §4.1).
///
///     TCP (─► a proxy's tunnel) ─► TLS (https) ─► GET, Upgrade: websocket ─► 101 ─► frames ─► whole messages
///                                                   └► else: the code
struct WebSocketDialer: Sendable {
  /// Bytes of one message, in one frame or in many.
  static let messageLimit = 1 << 20

  private let base: BaseURL
  private let head: HTTPRequestHead
  private let idle: Duration?
  private let trust: Trust
  private let proxy: Proxy?
  /// How long the server may take to answer, and before that a proxy to connect us.
  private let patience: Duration

  init(
    base: BaseURL,
    request: WireRequest,
    adding more: HTTPFields,
    idle: Duration?,
    trust: Trust,
    proxy: Proxy?,
    patience: Duration
  ) {
    self.base = base
    self.idle = idle
    self.trust = trust
    self.proxy = proxy
    self.patience = patience
    var headers = HTTPHeaders()
    var fields = request.headers
    for field in more { fields[field.name] = field.value }
    for field in fields { headers.add(name: field.name.canonicalName, value: field.value) }
    headers.replaceOrAdd(name: "host", value: base.authority)
    headers.replaceOrAdd(name: "user-agent", value: "jobtop")
    let target = base.path + request.target
    head = HTTPRequestHead(version: .http1_1, method: .GET, uri: target, headers: headers)
  }

  /// What came of it.
  enum Outcome: Sendable {
    case open(NIOAsyncChannel<WebSocketFrame, WebSocketFrame>)
    case refused(code: Int)
  }

  /// What the upgrade leads to; the code of a refusal arrives only after it.
  private enum Upgrade: Sendable {
    case open(NIOAsyncChannel<WebSocketFrame, WebSocketFrame>)
    case refused(EventLoopFuture<Int>)
  }

  private struct Dialed: Sendable {
    let channel: any Channel
    let upgrade: EventLoopFuture<Upgrade>
  }

  func connect() async throws -> Outcome {
    let isSecure = base.scheme == "https"
    let secure = try isSecure ? NIOSSLContext(configuration: trust.configuration) : nil
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.seconds(5))
      .channelOption(.socketOption(.tcp_nodelay), value: 1)
    let dialed: Dialed
    if let proxy {
      let channel = try await bootstrap.connect(host: proxy.host, port: proxy.port).get()
      dialed = try await tunnelled(by: proxy, channel, secure)
    } else {
      dialed = try await bootstrap.connect(host: base.host, port: base.port) { channel in
        channel.eventLoop.makeCompletedFuture { try dial(on: channel, secure) }
      }
    }
    return try await withTaskCancellationHandler {
      try await outcome(of: dialed)
    } onCancel: {
      dialed.channel.close(promise: nil)
    }
  }

  private func dial(on channel: any Channel, _ secure: NIOSSLContext?) throws -> Dialed {
    if let secure { try addSecurity(secure, to: channel) }
    return Dialed(channel: channel, upgrade: try addUpgrade(to: channel))
  }

  private func tunnelled(
    by proxy: Proxy,
    _ channel: any Channel,
    _ secure: NIOSSLContext?
  ) async throws -> Dialed {
    let tunnel = ProxyTunnel(
      proxy: proxy,
      host: base.host,
      port: base.port,
      patience: .nanoseconds(patience.wholeNanoseconds)
    )
    do {
      return try await withTaskCancellationHandler {
        try await tunnel.open(on: channel).flatMapThrowing { try dial(on: channel, secure) }.get()
      } onCancel: {
        channel.close(promise: nil)
      }
    } catch {
      channel.close(promise: nil)
      throw error
    }
  }

  private func outcome(of dialed: Dialed) async throws -> Outcome {
    let channel = dialed.channel
    let deadline = channel.eventLoop.scheduleTask(in: .nanoseconds(patience.wholeNanoseconds)) {
      channel.pipeline.fireErrorCaught(TransportFailure.timedOut(patience))
      channel.close(promise: nil)
    }
    defer { deadline.cancel() }
    do {
      switch try await dialed.upgrade.get() {
      case .open(let frames): return .open(frames)
      case .refused(let code): return .refused(code: try await code.get())
      }
    } catch {
      channel.close(promise: nil)
      throw error
    }
  }

  private func addSecurity(_ context: NIOSSLContext, to channel: any Channel) throws {
    // The name of a host is sent, an address never (RFC 6066 §3).
    let isAddress = (try? SocketAddress(ipAddress: base.host, port: base.port)) != nil
    let handler = try NIOSSLClientHandler(
      context: context,
      serverHostname: isAddress ? nil : base.host
    )
    try channel.pipeline.syncOperations.addHandler(handler)
  }

  private func addUpgrade(to channel: any Channel) throws -> EventLoopFuture<Upgrade> {
    let upgrader = NIOTypedWebSocketClientUpgrader<Upgrade>(
      maxFrameSize: Self.messageLimit,
      upgradePipelineHandler: { channel, _ in
        channel.eventLoop.makeCompletedFuture { .open(try addFrames(to: channel)) }
      }
    )
    let upgrade = NIOTypedHTTPClientUpgradeConfiguration<Upgrade>(
      upgradeRequestHead: head,
      upgraders: [upgrader],
      notUpgradingCompletionHandler: { channel in
        // The head comes only after this future: it must not wait for it.
        let code = channel.eventLoop.makePromise(of: Int.self)
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(RefusalReader(code))
          return .refused(code.futureResult)
        }
      }
    )
    var configuration = NIOUpgradableHTTPClientPipelineConfiguration(upgradeConfiguration: upgrade)
    // Frames may come in the segment that answers the upgrade.
    configuration.leftOverBytesStrategy = .forwardBytes
    return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
      configuration: configuration
    )
  }

  private func addFrames(
    to channel: any Channel
  ) throws -> NIOAsyncChannel<WebSocketFrame, WebSocketFrame> {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(WebSocketRules())
    if let idle {
      let half = TimeAmount.nanoseconds(idle.wholeNanoseconds / 2)
      try pipeline.addHandler(IdleStateHandler(readTimeout: half))
      try pipeline.addHandler(WebSocketHeartbeat(idle: idle))
    }
    try pipeline.addHandler(
      NIOWebSocketFrameAggregator(
        minNonFinalFragmentSize: 0,
        maxAccumulatedFrameCount: 4096,
        maxAccumulatedFrameSize: Self.messageLimit
      )
    )
    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
  }
}

/// Reads the code with which a server refuses.
private final class RefusalReader: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart

  private let code: EventLoopPromise<Int>

  init(_ code: EventLoopPromise<Int>) {
    self.code = code
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = unwrapInboundIn(data) else { return }
    code.succeed(Int(head.status.code))
    context.close(promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    code.fail(error)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    code.fail(TransportFailure.broken("the server closed the connection"))
  }
}
