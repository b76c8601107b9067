import CNcurses
import CTerminalGuard
import Glibc
import Screen

/// The terminal as the system sees it: files, kind and modes.
struct TerminalDevice {
  let keyboard: Int32
  private let screen = STDOUT_FILENO
  /// What TERM says.
  private let kind: String

  /// Finds a screen and a keyboard; where standard input is a pipe, keys come from the controlling
  /// terminal.
  init() throws(TerminalError) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
    let isInteractive = isatty(STDIN_FILENO) == 1
    keyboard = isInteractive ? STDIN_FILENO : open("/dev/tty", O_RDONLY | O_CLOEXEC)
    guard keyboard >= 0, terminal_guard_install(screen) == 0 else { throw .noTerminal }
    kind = getenv("TERM").map { String(cString: $0) } ?? ""
  }

  /// Starts ncurses, as an xterm where it does not know the kind.
  func start() throws(TerminalError) {
    Self.chooseLocale()
    // newterm and not initscr, which ends the program where the kind is not known.
    let started =
      curses_start(nil, keyboard, screen) ?? curses_start(TerminalType.standard, keyboard, screen)
    guard started != nil else { throw .unknownKind(kind) }
    guard !Self.capability("cup").isEmpty else {
      endwin()
      throw .cannotPlaceCursor(kind)
    }
    setFarewell([.paste])
  }

  /// Tells the guard what to send when the program dies.
  func setFarewell(_ modes: Set<TerminalMode>) {
    let names = ["rmkx", "sgr0", "cnorm", "rmcup"]
    var sequence = names.map { Self.capability($0) }.joined() + "\r"
    if understandsXterm { sequence = modes.map(\.end).joined() + sequence }
    sequence.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        guard let start = characters.baseAddress else { return }
        terminal_guard_set_farewell(start, characters.count)
      }
    }
  }

  /// Whether the terminal is this job's and not the shell's or another job's.
  var isInForeground: Bool {
    let owner = tcgetpgrp(keyboard)
    return owner < 0 || owner == getpgrp()
  }

  /// Modes in which every key is read at once and nothing is echoed.
  func setModes() {
    // ncurses' first state sends every cursor movement by itself; this leaves it.
    endwin()
    doupdate()
    // Output is never held up to see whether a key went down.
    typeahead(-1)
    raw()
    noecho()
    nonl()
    meta(curses_window(), true)
    nodelay(curses_window(), true)
    keypad(curses_window(), true)
    set_escdelay(25)
    curs_set(0)
    def_prog_mode()
  }

  /// The size that the window has now, or what ncurses thinks.
  var size: Size {
    var window = winsize()
    if ioctl(screen, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 {
      return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }
    let (columns, rows) = (Int(curses_columns()), Int(curses_rows()))
    return Size(columns: columns > 0 ? columns : 80, rows: rows > 0 ? rows : 24)
  }

  /// Whether sequences beyond terminfo are understood, or at least swallowed.
  var understandsXterm: Bool {
    !["linux", "vt", "ansi", "cons", "wy", "sun"].contains { kind.hasPrefix($0) }
  }

  /// Waits until there is something to read.
  /// - Returns: Whether there is.
  func waitForInput(milliseconds: Int32) -> Bool {
    var query = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    return poll(&query, 1, milliseconds) > 0 && query.revents & Int16(POLLIN) != 0
  }

  /// Whether the other side is gone for good.
  var isHungUp: Bool {
    var query = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    guard poll(&query, 1, 0) > 0 else { return false }
    return query.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
  }

  /// Sends bytes past ncurses, which has none of its own pending between two frames.
  func send(_ sequence: String) {
    var rest = Array(sequence.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(screen, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      rest.removeFirst(written)
    }
  }

  /// Only how characters are read and written: how numbers look stays as in C.
  private static func chooseLocale() {
    for name in UTF8Locale.names where setlocale(LC_CTYPE, name) != nil {
      if String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8" { return }
    }
  }

  private static func capability(_ name: String) -> String {
    // ncurses says -1 for what is no string, and nothing for what is absent.
    guard let pointer = tigetstr(name), Int(bitPattern: pointer) != -1 else { return "" }
    return withoutDelays(String(cString: pointer))
  }

  /// Old terminals want time after some sequences, written `$<5>`; those who send it take that out.
  private static func withoutDelays(_ sequence: String) -> String {
    let parts = sequence.split(separator: "$<", omittingEmptySubsequences: false)
    guard let first = parts.first else { return sequence }
    return first + parts.dropFirst().map { $0.drop { $0 != ">" }.dropFirst() }.joined()
  }
}
