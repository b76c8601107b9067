import CTerminalGuard
import Glibc

/// Leads standard error to a log while the screen is up, where anything printed would tear it.
struct ErrorDiversion {
  private let original: Int32
  private let log: Int32

  /// Opens the log; where standard error is no terminal, it is left alone.
  init(log path: String) throws(TerminalError) {
    guard isatty(STDERR_FILENO) == 1 else {
      (original, log) = (-1, -1)
      return
    }
    log = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard log >= 0 else {
      throw .log(path: path, reason: String(cString: strerror(errno)))
    }
    original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
  }

  /// Leads errors to the log.
  func begin() {
    guard log >= 0 else { return }
    dup2(log, STDERR_FILENO)
    terminal_guard_set_errors(original, log)
  }

  /// Leads them back.
  func end() {
    guard log >= 0 else { return }
    terminal_guard_set_errors(-1, -1)
    dup2(original, STDERR_FILENO)
  }

  /// Leads them back for good.
  func close() {
    guard log >= 0 else { return }
    end()
    Glibc.close(log)
    Glibc.close(original)
  }
}
