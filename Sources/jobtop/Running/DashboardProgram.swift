import Dashboard
import Foundation
import JobClient
import JobModel
import JobStore
import Screen
import Terminal

/// Opens the terminal, runs the dashboard on what is behind it, gives the terminal back.
struct DashboardProgram {
  let look: Look
  /// What writes down what reaches the dashboard, where somebody does.
  var recorder: Recorder?
  /// Whether a session without a screen hears commands on standard input.
  var hearsInput = true

  /// Runs on clients until someone quits.
  /// - Parameters:
  ///   - clients: One a server.
  ///   - starts: Jobs to track from the start, by server.
  ///   - notices: What the user should be told first.
  ///   - store: Where it is kept how the user leaves the dashboard; nowhere without one.
  ///   - connect: What makes a client of a server that the user names.
  ///   - reload: What follows the configuration.
  /// - Returns: How it ended.
  /// - Throws: `CommandFailure` where there can be no screen.
  @MainActor
  func run(
    _ clients: [JobClient],
    tracking starts: [String: [JobID]] = [:],
    telling notices: [String] = [],
    store: JobStore? = nil,
    connect: ServerRoom.Connect? = nil,
    reload: Reload? = nil
  ) async throws -> Outcome {
    if look.isPlain {
      let program = PlainProgram(look: look, recorder: recorder, hearsInput: hearsInput)
      return try await program.run(clients, tracking: starts, telling: notices, reload: reload)
    }
    let clock = SystemClock()
    let events = DashboardEvents(clock: clock, recorder: recorder)
    for notice in notices { events.send(.told(notice)) }
    let room = ServerRoom(
      clients,
      events: events,
      tracking: starts,
      store: store,
      connect: connect,
      reload: reload
    )
    var state = DashboardState(size: .none, utcOffset: Self.utcOffset)
    state.isReadOnly = look.isReadOnly
    state.recorded = recorder?.scope
    state.ownCommands = look.commands
    // Not of what a demo or a recording plays.
    if store != nil { state.setAlerts(look.alerts) }
    if let text = await room.remembered { state.begin(with: text) }
    return try await show(state, room, events, clock)
  }

  /// Plays a recording until someone quits.
  /// - Parameters:
  ///   - moments: What it holds.
  ///   - start: What was before is there at once.
  ///   - speed: Seconds of the recording in one.
  ///   - notices: What is told at the begin.
  /// - Returns: How it ended.
  /// - Throws: `CommandFailure` where there can be no screen.
  @MainActor
  func replay(
    _ moments: [Recording.Moment],
    from start: Timestamp,
    speed: Double,
    telling notices: [String] = []
  ) async throws -> Outcome {
    var state = Self.state(after: moments, until: start)
    state.play(atSpeed: speed)
    let clock = ReplayClock(start: start, speed: speed)
    let events = DashboardEvents(clock: clock)
    for notice in notices { events.send(.told(notice)) }
    let rest = moments.filter { $0.time > start }
    let room = ReplayRoom(moments: rest, events: events, clock: clock)
    return try await show(state, room, events, clock)
  }

  /// A dashboard that has taken in what was recorded up to an instant; only to be looked at.
  static func state(
    after moments: [Recording.Moment],
    until end: Timestamp,
    size: Size = .none
  ) -> DashboardState {
    var state = DashboardState(size: size, utcOffset: utcOffset)
    state.isReadOnly = true
    state.keepWholePast()
    for moment in moments where moment.time <= end {
      _ = state.reduce(moment.event, at: moment.time)
    }
    return state
  }

  @MainActor
  private func show(
    _ initial: DashboardState,
    _ room: any Backstage,
    _ events: DashboardEvents,
    _ clock: any JobClock
  ) async throws -> Outcome {
    let paths = StandardPaths.current
    let theme = try look.theme()
    let terminal: Terminal
    do throws(TerminalError) {
      terminal = try Terminal(
        theme: theme,
        depth: look.depth,
        usesMouse: look.usesMouse,
        log: paths.screenLog
      )
    } catch {
      throw CommandFailure(.usage, error.description)
    }
    defer {
      terminal.close()
      paths.removeEmptyLog()
    }
    var state = initial
    state.keys = look.keys
    state.takesCopies = terminal.takesCopies
    state.colourServers(look.serverColours)
    if look.redacts { state.redaction = Redaction(salt: .random(in: 0 ... .max)) }
    _ = state.reduce(.resized(terminal.size), at: clock.now)
    let loop = DashboardLoop(
      terminal: terminal,
      look: look,
      events: events,
      servers: room,
      clock: clock,
      state: state
    )
    async let recording: Void? = recorder?.write { await events.send(.recordingStopped($0)) }
    let troubles = LogTrouble.sentences()
    async let _: Void = { for await sentence in troubles { await events.send(.told(sentence)) } }()
    let outcome = await loop.run()
    recorder?.finish()
    await recording
    terminal.close()
    for sentence in loop.undelivered { Streams.error(sentence) }
    return outcome
  }

  private static var utcOffset: Int { TimeZone.current.secondsFromGMT() }
}
