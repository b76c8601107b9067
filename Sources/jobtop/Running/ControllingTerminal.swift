import Glibc

/// The terminal that a program was started on, as it is when a hang-up comes.
///
/// SIGHUP has two meanings: the terminal is gone, or, for a program that runs without one, somebody
/// wants it to begin its log anew. One that was started by `nohup` outlives its terminal.
struct ControllingTerminal {
  private let wasThere: Bool

  /// Notes how it is now, before signals are caught.
  init() {
    var action = sigaction()
    sigaction(SIGHUP, nil, &action)
    let handler = action.__sigaction_handler.sa_handler
    let isIgnored = unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    wasThere = Self.isThere && !isIgnored
  }

  /// Whether the terminal is gone that was there, and was to be obeyed.
  var hasGone: Bool { wasThere && !Self.isThere }

  private static var isThere: Bool {
    let descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }
}
