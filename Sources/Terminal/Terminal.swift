import CNcurses
import CTerminalGuard
import Dispatch
import Glibc
import Screen

/// The terminal that the program runs in: shows grids, tells what happens, and is as it was before
/// when the program ends, in whatever way.
///
/// There can be one at a time. While it is up, standard error leads to a log, and signals that would
/// end or stop the program become events or are carried out so that the terminal stays in order.
@MainActor package final class Terminal {
  /// Columns and rows of the window.
  package internal(set) var size: Size
  /// How many colours are used.
  package let depth: ColourDepth
  /// The colour behind its letters, as soon as the terminal has told it.
  package internal(set) var background: RGB?
  let device: TerminalDevice
  let signals: TerminalSignals
  var keyboard: CursesKeyboard
  private var stalled: StalledTerminal?
  /// What is on the screen now; nothing where that is unknown.
  var shown: Grid?
  var isOpen = true
  private let diversion: ErrorDiversion
  /// Who is told what happens.
  private var listener: (([TerminalEvent]) -> Void)?
  /// What happened before there was one.
  private var early: [TerminalEvent] = []
  private var painter: CursesPainter
  var input: (any DispatchSourceRead)?
  private var title: String?
  /// What is switched on while the terminal is ours.
  private var modes: Set<TerminalMode> = [.paste]
  /// Since when a question has no answer; nothing where all are answered.
  var askedAt: ContinuousClock.Instant?
  /// Whoever waits for that.
  var waiter: CheckedContinuation<Void, Never>?

  /// Takes the terminal over.
  ///
  /// - Parameters:
  ///   - theme: What styles look like.
  ///   - depth: How many colours to use at most; nothing: what the terminal has, or none where
  ///     `NO_COLOR` is set (no-color.org).
  ///   - usesMouse: Whether the mouse is ours; otherwise it stays the terminal's, for its selection.
  ///   - log: The file that standard error goes to while the screen is up. Its folder must exist.
  /// - Throws: Why there can be no screen; the terminal is then as it was.
  package init(
    theme: Theme,
    depth: ColourDepth? = nil,
    usesMouse: Bool = false,
    log: String
  ) throws(TerminalError) {
    device = try TerminalDevice()
    diversion = try ErrorDiversion(log: log)
    signals = TerminalSignals()
    do {
      try device.start()
    } catch {
      signals.stopWatching()
      diversion.close()
      throw error
    }
    self.depth = CursesPainter.startColours(atMost: depth ?? (Self.isPlain ? .mono : .full))
    keyboard = CursesKeyboard()
    painter = CursesPainter(theme: theme, depth: self.depth)
    size = device.size
    device.setModes()
    enter()
    input = watchKeyboard()
    watchSignals()
    stalled = StalledTerminal(screen: STDOUT_FILENO, signals: [SIGTERM, SIGHUP, SIGINT])
    use(.focus)
    if usesMouse { use(.mouse) }
    ask()
  }

  /// Shows a grid; only what differs from the last one is sent.
  package func show(_ grid: Grid) {
    guard isOpen, terminal_guard_is_active() != 0 else { return }
    if shown?.size != grid.size {
      werase(curses_window())
      shown = nil
    }
    let changes = grid.changes(since: shown)
    if shown != nil, changes.isEmpty, grid == shown { return }
    for run in changes { painter.paint(run, of: grid, within: size) }
    let isSynchronised = modes.contains(.frames)
    if isSynchronised { device.send(TerminalMode.frameStart) }
    placeCursor(grid.cursor)
    wrefresh(curses_window())
    if isSynchronised { device.send(TerminalMode.frames.end) }
    shown = grid
  }

  /// What styles look like.
  package var theme: Theme { painter.theme }

  /// Changes what styles look like, from the next frame on.
  package func setTheme(_ theme: Theme) {
    guard theme != painter.theme else { return }
    painter = CursesPainter(theme: theme, depth: depth)
    shown = nil
  }

  /// Sets the window's title, where windows have one; the earlier title comes back at the end.
  package func setTitle(_ title: String) {
    guard isOpen, device.understandsXterm, title != self.title else { return }
    self.title = title
    use(.title)
    sendTitle()
  }

  private func sendTitle() {
    guard let title else { return }
    device.send("\u{1B}]2;\(TextWidth.truncated(title, to: 200))\u{7}")
  }

  /// Takes the mouse, or leaves it to the terminal and its selection.
  package func useMouse(_ isUsed: Bool) {
    guard isUsed else { return end(.mouse) }
    use(.mouse)
  }

  private func end(_ mode: TerminalMode) {
    guard modes.remove(mode) != nil else { return }
    device.send(mode.end)
    device.setFarewell(modes)
  }

  /// Switches a mode on, and off again whenever the terminal is given back.
  func use(_ mode: TerminalMode) {
    guard device.understandsXterm, modes.insert(mode).inserted else { return }
    device.send(mode.beginning)
    device.setFarewell(modes)
  }

  /// Rings the bell, or flashes where there is none.
  package func bell() {
    guard isOpen else { return }
    beep()
  }

  /// Gives the terminal back; a second call does nothing.
  package func close() {
    guard isOpen else { return }
    input?.cancel()
    takeLateAnswers()
    leave()
    isOpen = false
    signals.stopWatching()
    stalled?.stop()
    diversion.close()
    listener = nil
  }

  /// Tells keys, sizes and the end from now on, at once and until `close()`; what came together comes
  /// together.
  ///
  /// No stream: its reader is woken by way of the pool that all tasks share, and while these work a key
  /// waited for half a second.
  package func listen(_ listener: @escaping ([TerminalEvent]) -> Void) {
    self.listener = listener
    if !early.isEmpty { listener(early) }
    early = []
  }

  func tell(_ events: [TerminalEvent]) {
    if let listener { listener(events) } else if isOpen { early += events }
  }

  /// Puts the terminal into the program's modes, at the start and after a stop.
  func enter() {
    // After a stop that nobody could catch it was never given back, and has our title.
    let wasOurs = terminal_guard_is_active() != 0
    diversion.begin()
    terminal_guard_set_active(1)
    reset_prog_mode()
    keypad(curses_window(), true)
    guard device.understandsXterm else { return }
    device.send(modes.filter { $0 != .title || !wasOurs }.map(\.beginning).joined())
    sendTitle()
  }

  /// Gives the terminal back, for good or for a stop.
  func leave() {
    if device.understandsXterm { device.send(modes.map(\.end).joined()) }
    endwin()
    terminal_guard_set_active(0)
    diversion.end()
  }

  /// The cursor is left where it is while it is hidden, which saves moving it in every frame.
  private func placeCursor(_ cursor: (row: Int, column: Int)?) {
    guard let cursor, cursor.row < size.rows, cursor.column < size.columns else {
      leaveok(curses_window(), true)
      curs_set(0)
      return
    }
    leaveok(curses_window(), false)
    wmove(curses_window(), Int32(cursor.row), Int32(cursor.column))
    curs_set(1)
  }

  /// What no-color.org asks for.
  private static var isPlain: Bool { getenv("NO_COLOR").map { $0.pointee != 0 } ?? false }
}
