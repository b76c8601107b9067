import JobProfile

extension WatcherDriver {
  /// Holds a push connection until it ends, or until it has been left because `words` have ended.
  func holdPush(_ number: Int, _ plan: PushPlan, saying words: AsyncStream<PushFrame>) async {
    let tell: @Sendable ([PushEvent]) -> Void = { [commands] events in
      commands.yield(.heard(number, events))
    }
    await withTaskGroup { group in
      let (spoken, speaker) = AsyncStream.makeStream(of: PushFrame.self)
      group.addTask { await connect(plan, saying: spoken, tell) }
      group.addTask {
        for await word in words { speaker.yield(word) }
        speaker.finish()
        try? await Task.sleep(for: plan.farewell)
      }
      await group.next()
      group.cancelAll()
    }
    commands.yield(.pushEnded(number))
  }

  private func connect(
    _ plan: PushPlan,
    saying words: AsyncStream<PushFrame>,
    _ tellAll: @escaping @Sendable ([PushEvent]) -> Void
  ) async {
    let tell: @Sendable (PushEvent) -> Void = { tellAll([$0]) }
    switch plan {
    case .eventStream(let request, let idle):
      let connection = EventStreamConnection(clock: clock, tell: tellAll)
      await connection.run(request, idle: idle, by: transport)
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
      await WebhookReceiver(address: address, tell: tell).run()
    }
  }
}

extension PushPlan {
  /// How long leaving may take: where there is a word for it, as long as a slow server needs.
  fileprivate var farewell: Duration {
    switch self {
    case .eventStream, .webhook: .zero
    case .socketIO, .webSocket: .milliseconds(1500)
    }
  }
}
