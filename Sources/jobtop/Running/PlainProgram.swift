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
  /// - Returns: Success unless a signal ended it.
  @MainActor
  func run(
    _ clients: [JobClient],
    tracking starts: [String: [JobID]] = [:],
    telling notices: [String] = []
  ) async throws -> Outcome {
    let isInterrupted = try await Interrupts.interrupting {
      await watch(clients, tracking: starts, telling: notices)
    }
    return isInterrupted ? .interrupted : .success
  }

  @MainActor
  private func watch(
    _ clients: [JobClient],
    tracking starts: [String: [JobID]],
    telling notices: [String]
  ) async {
    let clock = SystemClock()
    let events = DashboardEvents(clock: clock, recorder: recorder)
    async let recording: Void? = recorder?.write { await events.send(.told($0)) }
    for notice in notices { events.send(.told(notice)) }
    let room = ServerRoom(clients, events: events, tracking: starts)
    let (stream, sink) = AsyncStream.makeStream(of: PlainSession.Event.self)
    var state = DashboardState(
      size: Size(columns: 80, rows: 24),
      utcOffset: TimeZone.current.secondsFromGMT()
    )
    state.isReadOnly = look.isReadOnly
    var session = PlainSession(state)
    let input = hearsInput ? LineInput { $0.map { sink.yield(.line($0)) } ?? sink.finish() } : nil
    await withDiscardingTaskGroup { group in
      group.addTask { await events.flushWhenDue() }
      group.addTask { await events.deliver { sink.yield(.fact($0)) } }
      room.open(in: &group)
      for await event in stream {
        let (lines, effects) = session.take(event, at: clock.now)
        for line in lines { Streams.out(look.shown(line)) }
        if effects.contains(.quit) { break }
        for effect in effects { group.addTask { await room.perform(effect) } }
      }
      input?.stop()
      events.finish()
      await room.close()
      group.cancelAll()
    }
    recorder?.finish()
    await recording
  }
}
