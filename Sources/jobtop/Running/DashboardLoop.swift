import Dashboard
import Foundation
import JobClient
import JobModel
import Screen
import Terminal

/// The dashboard as it runs: an event in, wishes performed, the screen shown.
@MainActor
final class DashboardLoop {
  private let terminal: Terminal
  /// How the screen looks now.
  private var look: Look
  private let events: DashboardEvents
  private let servers: any Backstage
  private let clock: any JobClock
  private let commands: CommandRunner
  private let notifier: Notifier
  private let timer: TickTimer
  private var state: DashboardState
  /// When a frame was shown last.
  private var shown = Timestamp.epoch
  /// What was wished for in leaving; nothing where a signal or the terminal ended it.
  private var farewell: [DashboardEffect]?
  /// What was still to be told in the end and could not be, as sentences.
  private(set) var undelivered: [String] = []
  /// Wishes that take their time.
  private let (works, work) = AsyncStream.makeStream(of: (@Sendable () async -> Void).self)
  private static let frame = Duration.milliseconds(33)
  /// How long after the heap was trimmed it is again: lists of very many jobs are still coming in when
  /// the start is over, and later ones leave holes as well.
  private static let trimming = Duration.seconds(20)

  init(
    terminal: Terminal,
    look: Look,
    events: DashboardEvents,
    servers: any Backstage,
    clock: any JobClock,
    state: DashboardState
  ) {
    self.terminal = terminal
    self.look = look
    self.events = events
    self.servers = servers
    self.clock = clock
    self.state = state
    commands = CommandRunner(events: events)
    let environment = ProcessInfo.processInfo.environment
    notifier = Notifier(events: events, clock: clock) { text in
      terminal.notify(
        text,
        as: ClipboardSequence.Notice(environment: environment),
        through: ClipboardSequence.Multiplexer(environment: environment)
      )
    }
    timer = TickTimer(events: events, clock: clock)
  }

  /// Runs until someone quits or the terminal goes away.
  /// - Returns: Success where someone quit; interrupted where a signal or the terminal ended it.
  func run() async -> Outcome {
    await withDiscardingTaskGroup { group in
      terminal.listen { [weak self] batch in for event in batch { self?.take(event) } }
      group.addTask { [events] in await events.flushWhenDue() }
      group.addTask { [works] in
        await withDiscardingTaskGroup { group in
          for await work in works { group.addTask { await work() } }
        }
      }
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
      await events.deliver { [weak self] in self?.take($0) }
      // What was to be sent before leaving is sent before leaving.
      for effect in farewell ?? [] { await servers.perform(effect) }
      for effect in (farewell ?? []) + state.lastAlerts(at: clock.now) {
        if case .notify(let news) = effect { tell(news) }
      }
      // A screen that hears no key any more is in the way.
      if notifier.isBusy { terminal.close() }
      undelivered = await notifier.leave()
      timer.stop()
      work.finish()
      commands.close()
      await servers.close()
      group.cancelAll()
    }
    return farewell == nil ? .interrupted : .success
  }

  private func take(_ event: DashboardEvent) {
    let now = clock.now
    let isLast = events.take()
    // What was typed before the end of the terminal or before ctrl-c is not read, as in a shell.
    if events.isOvertaken, case .key = event { return }
    if case .configured = event { takeLook() }
    let effects = state.reduce(event, at: now)
    if effects.contains(.quit) {
      farewell = effects
      return events.finish()
    }
    for effect in effects { perform(effect) }
    // Of keys that come faster than they can be shown, frames are left out and no key is; a key waits
    // for no news.
    var isAnswer = false
    if case .key = event { isAnswer = !events.isKeyNext }
    guard isLast || isAnswer || shown.duration(to: now) > Self.frame else { return }
    shown = now
    terminal.show(look.shown(state.rendered(size: terminal.size, at: now)))
    if let time = state.nextTick(after: now) {
      timer.plan(time, atSpeed: state.clockSpeed)
    }
  }

  private func perform(_ effect: DashboardEffect) {
    switch effect {
    case .suspend:
      let stopped = clock.now
      terminal.suspend()
      state.resume(after: stopped.duration(to: clock.now))
    case .redraw: terminal.redraw()
    case .ring: terminal.ring()
    case .notify(let news): tell(news)
    case .copy(let text): copy(text)
    case .open(let url): open(url)
    case .write(let content, let file):
      let export = FileExport(look: look, theme: terminal.theme, depth: terminal.depth)
      events.send(export.write(content, to: file))
    case .title(let title): terminal.setTitle(look.shown(title))
    case .quit: break
    case .runCommand(let number, let command, let input):
      work.yield { [commands] in await commands.run(number, command, input: input) }
    case .endCommand(let number): commands.end(number)
    // At once: keys that follow each other must not overtake each other.
    case .play(let speed): servers.play(atSpeed: speed)
    case .create, .preview, .cancel, .retry, .withdraw, .track, .forget, .viewing, .remember, .pace,
      .connect,
      .demo, .inspect, .followLog, .download:
      work.yield { [servers] in await servers.perform(effect) }
    }
  }

  private func tell(_ news: AlertNews) {
    let name = notifier.begin(news)
    work.yield { [notifier] in await notifier.tell(name) }
  }

  private func copy(_ text: String) {
    let environment = ProcessInfo.processInfo.environment
    terminal.copy(text, through: ClipboardSequence.Multiplexer(environment: environment))
  }

  /// Over SSH the desktop is elsewhere, but the clipboard is within reach.
  private func open(_ url: String) {
    switch URLOpener().open(url) {
    case .opened: events.send(.done("Opened \(url)"))
    case .noDesktop where !terminal.takesCopies:
      events.send(.done("No desktop here to open it. \(DashboardState.uncopied(url))"))
    case .noDesktop:
      copy(url)
      events.send(.done("No desktop here to open it: copied \(url)"))
    case .refused(let sentence): events.send(.done(sentence))
    }
  }

  /// Takes what the configuration says now.
  private func takeLook() {
    guard let look = events.takeLook() else { return }
    self.look = look
    if let theme = try? look.theme(on: terminal.background) { terminal.setTheme(theme) }
    terminal.useMouse(look.usesMouse)
  }

  /// Takes the theme for a background; a mistake in a theme's other half leaves what is there.
  private func suit(_ background: RGB) {
    if let theme = try? look.theme(on: background) { terminal.setTheme(theme) }
  }

  /// Hands on what the terminal says.
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
