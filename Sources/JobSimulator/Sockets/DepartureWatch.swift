import NIOCore

/// Notices that a client has gone while an answer is held for it.
///
/// A client that only shuts its side of the connection counts as gone: nobody waits like that for
/// a change.
final class DepartureWatch: ChannelInboundHandler, RemovableChannelHandler, Sendable {
  typealias InboundIn = Any

  private struct State {
    var hasDeparted = false
    var callback: (@Sendable () -> Void)?
  }

  private let state: NIOLoopBoundBox<State>

  init(eventLoop: any EventLoop) {
    state = NIOLoopBoundBox(State(), eventLoop: eventLoop)
  }

  /// Calls back should the client of a connection go before the body is done.
  static func watching<Value: Sendable>(
    _ channel: any Channel,
    _ body: () async -> Value,
    onDeparture: @escaping @Sendable () -> Void
  ) async throws -> Value {
    let watch = try await channel.pipeline.handler(type: DepartureWatch.self).get()
    try await watch.set(onDeparture, on: channel)
    let value = await body()
    try? await watch.set(nil, on: channel)
    return value
  }

  private func set(_ callback: (@Sendable () -> Void)?, on channel: any Channel) async throws {
    try await channel.eventLoop.submit {
      self.state.value.callback = callback
      // It may have gone before anybody watched.
      if self.state.value.hasDeparted { callback?() }
    }.get()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { depart() }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    depart()
    context.fireChannelInactive()
  }

  private func depart() {
    state.value.hasDeparted = true
    state.value.callback?()
  }
}
