import NIOCore
import NIOExtras
import NIOHTTP1
import NIOSOCKS

/// The way through a proxy to a server, on a connection to the proxy that has just come up.
///
///     TCP ─► CONNECT host:port (or SOCKS) ─► 2xx ─► whatever server and client say to each other
struct ProxyTunnel: Sendable {
  let proxy: Proxy
  let host: String
  let port: Int
  /// How long the proxy may take.
  let patience: TimeAmount

  /// Asks for the tunnel; when it is there, nothing of the asking is left in the pipeline.
  func open(on channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.flatSubmit {
      do {
        return try proxy.isSOCKS ? askBySOCKS(on: channel) : askByHTTP(on: channel)
      } catch {
        return channel.eventLoop.makeFailedFuture(error)
      }
    }
  }

  /// RFC 9110 §9.3.6.
  private func askByHTTP(on channel: any Channel) throws -> EventLoopFuture<Void> {
    let opened = channel.eventLoop.makePromise(of: Void.self)
    let encoder = HTTPRequestEncoder()
    let decoder = ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .forwardBytes))
    let asker = NIOHTTP1ProxyConnectHandler(
      targetHost: host,
      targetPort: port,
      headers: proxy.headers,
      deadline: .now() + patience,
      promise: opened
    )
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandlers([encoder, decoder, asker])
    // The asker leaves by itself.
    return opened.futureResult.assumeIsolated().flatMap {
      pipeline.removeHandler(decoder).assumeIsolated().flatMap {
        pipeline.removeHandler(encoder)
      }.nonisolated()
    }.nonisolated()
  }

  /// RFC 1928.
  private func askBySOCKS(on channel: any Channel) throws -> EventLoopFuture<Void> {
    let opened = channel.eventLoop.makePromise(of: Void.self)
    let asker = SOCKSClientHandler(targetAddress: .domain(host, port: port))
    let listener = TunnelListener(opened)
    let timeout = channel.eventLoop.scheduleTask(in: patience) {
      opened.fail(TransportFailure.notConnected("no answer"))
    }
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandlers([asker, listener])
    return opened.futureResult.always { _ in timeout.cancel() }.assumeIsolated().flatMap {
      pipeline.removeHandler(listener).assumeIsolated().flatMap {
        pipeline.removeHandler(asker)
      }.nonisolated()
    }.nonisolated()
  }
}

/// Hears whether a SOCKS proxy has opened the way.
private final class TunnelListener: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  private let opened: EventLoopPromise<Void>

  init(_ opened: EventLoopPromise<Void>) {
    self.opened = opened
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is SOCKSProxyEstablishedEvent {
      opened.succeed()
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    opened.fail(error)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    opened.fail(TransportFailure.notConnected("it closed the connection"))
  }
}
