import Dashboard
import Foundation
import JobClient
import JobModel
import Screen
import Terminal

/// Opens the terminal, runs the dashboard on clients, gives the terminal back.
struct DashboardProgram {
  let look: Look

  /// Runs until someone quits.
  /// - Parameters:
  ///   - clients: One a server.
  ///   - starts: Jobs to track from the start, by server.
  ///   - notices: What the user should be told first.
  /// - Returns: How it ended.
  /// - Throws: `CommandFailure` where there can be no screen.
  @MainActor
  func run(
    _ clients: [JobClient],
    tracking starts: [String: [JobID]] = [:],
    telling notices: [String] = []
  ) async throws -> Outcome {
    if look.isPlain {
      return try await PlainProgram(look: look).run(clients, tracking: starts, telling: notices)
    }
    let clock = SystemClock()
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
    let events = DashboardEvents(clock: clock)
    for notice in notices { events.send(.told(notice)) }
    let room = ServerRoom(clients, events: events, tracking: starts)
    let loop = DashboardLoop(
      terminal: terminal,
      look: look,
      events: events,
      servers: room,
      clock: clock
    )
    var state = DashboardState(
      size: terminal.size,
      utcOffset: TimeZone.current.secondsFromGMT()
    )
    state.isReadOnly = look.isReadOnly
    if look.redacts { state.redaction = Redaction(salt: .random(in: 0 ... .max)) }
    return await loop.run(state)
  }
}
