import Dashboard
import Foundation
import JobClient
import JobModel
import Screen

/// The dashboard without a screen: sentences on standard output, commands on standard input.
struct PlainProgram {
  let look: Look
  /// What writes down what reaches the session, where somebody does.
  var recorder: Recorder?
  /// Whether commands come on standard input, which otherwise has held something else.
  var hearsInput = true

  /// Runs until quit is typed, standard input ends, or a signal comes.
  ///
  /// With `reload` it follows the configuration, and the rules of that are told of jobs; a demo has none.
  /// - Returns: Success unless a signal ended it.
  @MainActor
  func run(
    _ clients: [JobClient],
    tracking starts: [String: [JobID]] = [:],
    telling notices: [String] = [],
    reload: Reload? = nil
  ) async throws -> Outcome {
    let isInterrupted = try await Interrupts.interrupting {
      await watch(clients, tracking: starts, telling: notices, reload)
    }
    return isInterrupted ? .interrupted : .success
  }

  @MainActor
  private func watch(
    _ clients: [JobClient],
    tracking starts: [String: [JobID]],
    telling notices: [String],
    _ reload: Reload?
  ) async {
    var look = look
    let clock = SystemClock()
    let events = DashboardEvents(clock: clock, recorder: recorder)
    async let recording: Void? = recorder?.write { await events.send(.recordingStopped($0)) }
    for notice in notices { events.send(.told(notice)) }
    let room = ServerRoom(clients, events: events, tracking: starts, reload: reload)
    let notifier = Notifier(events: events, clock: clock) { _ in Streams.ring() }
    let timer = TickTimer(events: events, clock: clock)
    let (stream, sink) = AsyncStream.makeStream(of: PlainSession.Event.self)
    var state = DashboardState(
      size: Size(columns: 80, rows: 24),
      utcOffset: TimeZone.current.secondsFromGMT()
    )
    state.isReadOnly = look.isReadOnly
    if reload != nil { state.setAlerts(look.alerts) }
    var session = PlainSession(state)
    let input = hearsInput ? LineInput { $0.map { sink.yield(.line($0)) } ?? sink.finish() } : nil
    await withDiscardingTaskGroup { group in
      group.addTask { await events.flushWhenDue() }
      group.addTask { await events.deliver { sink.yield(.fact($0)) } }
      room.open(in: &group)
      for await event in stream {
        if case .fact(.configured) = event, let new = events.takeLook() { look = new }
        let (lines, effects) = session.take(event, at: clock.now)
        for line in lines { Streams.out(look.shown(line)) }
        if effects.contains(.quit) { break }
        for effect in effects { perform(effect, room, notifier, in: &group) }
        if let time = session.nextTick { timer.plan(time) }
      }
      let (lines, effects) = session.end(at: clock.now)
      for line in lines { Streams.out(look.shown(line)) }
      for effect in effects { await room.perform(effect) }
      input?.stop()
      timer.stop()
      for effect in session.lastAlerts(at: clock.now) {
        perform(effect, room, notifier, in: &group)
      }
      for sentence in await notifier.leave() { Streams.error(sentence) }
      events.finish()
      await room.close()
      group.cancelAll()
    }
    recorder?.finish()
    await recording
  }
  @MainActor
  private func perform(
    _ effect: DashboardEffect,
    _ room: ServerRoom,
    _ notifier: Notifier,
    in group: inout DiscardingTaskGroup
  ) {
    switch effect {
    case .ring: Streams.ring()
    case .notify(let news):
      let name = notifier.begin(news)
      group.addTask { await notifier.tell(name) }
    case .create, .preview, .cancel, .retry, .withdraw, .track, .forget, .viewing, .pace, .play,
      .connect,
      .demo, .remember, .inspect, .followLog, .download, .open, .copy, .write, .title, .suspend,
      .redraw, .quit, .runCommand, .endCommand:
      group.addTask { await room.perform(effect) }
    }
  }
}
