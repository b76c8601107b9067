import Foundation
import Glibc
import Screen
import Synchronization

/// The standard streams, written at once and whole.
///
/// `print` keeps a block back when it writes to a pipe; a script that reads line by line would wait.
enum Streams {
  /// Whether whoever read standard output went away, as `head` does.
  static var isUnread: Bool { unread.load(ordering: .relaxed) }
  private static let unread = Atomic(false)
  private static let outlivesReader = Atomic(false)

  /// From now on a reader that goes away does not end the program: what is under way is brought to its
  /// end first.
  static func outliveReader() {
    outlivesReader.store(true, ordering: .relaxed)
  }

  /// Writes a line to standard output; a reader that went away ends the program quietly, as a rule.
  static func out(_ line: String) {
    write(line + "\n", to: 1)
  }

  /// Writes sentences to standard error.
  ///
  /// Reasons and ids in them come from servers: control characters become visible.
  static func error(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    write(lines.map { TextWidth.visible(String($0)) }.joined(separator: "\n") + "\n", to: 2)
  }

  /// Shows how far something is in the line of standard error where the cursor is, if that is a
  /// terminal; an empty text takes it away.
  static func progress(_ text: String) {
    if isTerminal(2) { write("\r\u{1B}[K" + text, to: 2) }
  }

  /// Rings the bell of the terminal that standard output is.
  static func ring() {
    if isTerminal(1) { write("\u{7}", to: 1) }
  }

  /// Whether that file descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// Columns of the terminal behind that file descriptor; nothing where there is none.
  static func columns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Puts nothing in the place of standard streams that are closed (`>&-`): what is opened next would
  /// get their numbers, and what is meant for a reader would go into a file or to a server.
  static func fillGaps() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Who cannot be told on standard error goes on all the same; what is written to standard output is
  /// what a command is for.
  private static func write(_ text: String, to descriptor: Int32) {
    guard !writeAll(text, to: descriptor), descriptor == 1 else { return }
    if errno == EPIPE {
      unread.store(true, ordering: .relaxed)
      // As a shell says it of a program that a broken pipe has ended.
      guard outlivesReader.load(ordering: .relaxed) else { exit(128 + SIGPIPE) }
      return
    }
    let why = String(cString: strerror(errno)).lowercased()
    error("Standard output cannot be written: \(why). Write it elsewhere.")
    exit(Outcome.configuration.rawValue)
  }

  /// Writes all of a text.
  /// - Returns: Whether that could be; why not stands in `errno`.
  static func writeAll(_ text: String, to descriptor: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN, waitForRoom(descriptor) { continue }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }

  /// Some who start programs leave pipes to them that do not wait by themselves.
  private static func waitForRoom(_ descriptor: Int32) -> Bool {
    var query = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&query, 1, -1) >= 0 || errno == EINTR
  }
}
