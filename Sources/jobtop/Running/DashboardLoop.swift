import Dashboard
import Foundation
import JobClient
import JobModel
import Screen
import Terminal

/// The dashboard as it runs: an event in, wishes performed, the screen shown.
@MainActor
struct DashboardLoop {
  let terminal: Terminal
  let look: Look
  let events: DashboardEvents
  let servers: any Backstage
  let clock: any JobClock
  private let commands: CommandRunner
  private let timer: TickTimer
  private static let frame = Duration.milliseconds(33)
  /// How long after the heap was trimmed it is again: lists of very many jobs are still coming in when
  /// the start is over, and later ones leave holes as well.
  private static let trimming = Duration.seconds(20)

  init(
    terminal: Terminal,
    look: Look,
    events: DashboardEvents,
    servers: any Backstage,
    clock: any JobClock
  ) {
    self.terminal = terminal
    self.look = look
    self.events = events
    self.servers = servers
    self.clock = clock
    commands = CommandRunner(events: events)
    timer = TickTimer(events: events, clock: clock)
  }

  /// Runs until someone quits or the terminal goes away.
  /// - Returns: Success where someone quit; interrupted where a signal or the terminal ended it.
  func run(_ initial: DashboardState) async -> Outcome {
    var state = initial
    var outcome = Outcome.interrupted
    var shown = Timestamp.epoch
    await withDiscardingTaskGroup { group in
      group.addTask { await listen() }
      group.addTask { [events] in await events.flushWhenDue() }
      group.addTask { [clock] in
        // By then the first lists are in, and the screen has been painted.
        guard (try? await clock.sleep(for: .seconds(3))) != nil else { return }
        StartPages.release()
        repeat { ProcessHeap.trim() } while (try? await clock.sleep(for: Self.trimming)) != nil
      }
      servers.open(in: &group)
      // While the servers are asked, a terminal has the time to say what its background is.
      await terminal.waitForAnswers(atMost: .milliseconds(5))
      if let background = terminal.background { suit(background) }
      loop: for await event in events.stream {
        let now = clock.now
        let isLast = events.take()
        // What was typed before the end of the terminal or before ctrl-c is not read, as in a shell.
        guard !events.isFinished else { break loop }
        if events.isOvertaken, case .key = event { continue }
        let effects = state.reduce(event, at: now)
        if effects.contains(.quit) {
          // What was to be sent before leaving is sent before leaving.
          for effect in effects { await servers.perform(effect) }
          outcome = .success
          break loop
        }
        for effect in effects { perform(effect, &group) }
        // Of keys that come faster than they can be shown, frames are left out and no key is.
        guard isLast || shown.duration(to: now) > Self.frame else { continue }
        shown = now
        terminal.show(look.shown(state.rendered(size: terminal.size, at: now)))
        if let time = state.nextTick(after: now) { timer.plan(time) }
        // Where a megabyte has been typed ahead, signals and ctrl-c have their turn between frames.
        if !isLast { await Task.yield() }
      }
      timer.stop()
      commands.close()
      events.release()
      await servers.close()
      group.cancelAll()
    }
    return outcome
  }

  private func perform(_ effect: DashboardEffect, _ group: inout DiscardingTaskGroup) {
    switch effect {
    case .suspend: terminal.suspend()
    case .redraw: terminal.redraw()
    case .ring: terminal.ring()
    case .copy(let text): copy(text)
    case .open(let url): open(url)
    case .write(let content, let file):
      let export = FileExport(look: look, theme: terminal.theme, depth: terminal.depth)
      events.send(export.write(content, to: file))
    case .title(let title): terminal.setTitle(look.shown(title))
    case .quit: break
    case .runCommand(let number, let command, let input):
      group.addTask { [commands] in await commands.run(number, command, input: input) }
    case .endCommand(let number): commands.end(number)
    case .create, .preview, .cancel, .retry, .withdraw, .track, .forget, .viewing, .remember, .pace,
      .connect,
      .demo, .inspect, .followLog, .download:
      group.addTask { [servers] in await servers.perform(effect) }
    }
  }

  private func copy(_ text: String) {
    let environment = ProcessInfo.processInfo.environment
    terminal.copy(text, through: ClipboardSequence.Multiplexer(environment: environment))
  }

  /// Over SSH the desktop is elsewhere, but the clipboard is within reach.
  private func open(_ url: String) {
    switch URLOpener().open(url) {
    case .opened: events.send(.done("Opened \(url)"))
    case .noDesktop:
      copy(url)
      events.send(.done("No desktop here to open it: copied \(url)"))
    case .refused(let sentence): events.send(.done(sentence))
    }
  }

  /// Takes the theme for a background; a mistake in a theme's other half leaves what is there.
  private func suit(_ background: RGB) {
    if let theme = try? look.theme(on: background) { terminal.setTheme(theme) }
  }

  /// Hands on what the terminal says.
  private func listen() async {
    for await batch in terminal.events {
      for event in batch { take(event) }
    }
  }

  private func take(_ event: TerminalEvent) {
    switch event {
    case .background(let background):
      suit(background)
      events.send(.tick)
    case .key(let key): events.send(.key(key))
    case .mouse(let mouse): events.send(.mouse(mouse))
    case .focused(let isFocused): events.send(.focused(isFocused))
    case .resized(let size): events.send(.resized(size))
    case .ended: events.finish()
    }
  }
}
