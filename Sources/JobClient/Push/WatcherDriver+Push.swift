import JobProfile

extension WatcherDriver {
  /// Holds a push connection until it ends, or until nothing more will be said on it.
  ///
  /// `words` is what to say on it; when they end it is left.
  func holdPush(_ number: Int, _ plan: PushPlan, saying words: AsyncStream<PushFrame>) async {
    let tell: @Sendable (PushEvent) -> Void = { [commands] event in
      commands.yield(.event(.push(number, event)))
    }
    switch plan {
    case .eventStream(let request, let idle):
      await untilEnd(of: words) {
        await EventStreamConnection(tell: tell).run(request, idle: idle, by: transport)
      }
    case .socketIO(let request):
      let connection = SocketIOConnection(
        transport: transport,
        clock: clock,
        request: request,
        tell: tell
      )
      await connection.run(saying: words)
    case .webSocket(let request, let idle):
      let connection = WebSocketConnection(transport: transport, tell: tell)
      await connection.run(request, idle: idle, saying: words)
    case .webhook(let address):
      await untilEnd(of: words) { await WebhookReceiver(address: address, tell: tell).run() }
    }
    commands.yield(.pushEnded(number))
  }

  /// Runs what only listens until it ends or `words` do.
  private func untilEnd(
    of words: AsyncStream<PushFrame>,
    _ listen: @escaping @Sendable () async -> Void
  ) async {
    await withTaskGroup { group in
      group.addTask { await listen() }
      group.addTask { for await _ in words {} }
      await group.next()
      group.cancelAll()
    }
  }
}
