import Dispatch
import Glibc

/// The signals that a program with a screen answers itself.
@MainActor final class TerminalSignals {
  private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH, SIGCONT, SIGPIPE]

  private var previous: [Int32: sigaction] = [:]
  private var sources: [any DispatchSourceSignal] = []

  /// Takes the signals away from ncurses, which installs its own handlers where it finds none.
  init() {
    for number in Self.numbers { previous[number] = Self.setAction(number, SIG_IGN) }
  }

  /// Calls on the main queue whenever that signal arrives.
  func on(_ number: Int32, _ body: @escaping @MainActor () -> Void) {
    let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
    source.setEventHandler { MainActor.assumeIsolated { body() } }
    source.resume()
    sources.append(source)
  }

  /// Gives the signals back to whoever had them.
  func stopWatching() {
    for source in sources { source.cancel() }
    sources = []
    for (number, var before) in previous { sigaction(number, &before, nil) }
    previous = [:]
  }

  /// Stops the whole job, as a terminal does at ctrl-z, and returns when it goes on.
  ///
  /// SIGTSTP instead of SIGSTOP: where no shell could ever continue us, the kernel does not stop us.
  /// The others of the job get it first, while it does nothing here; then this thread, so that the
  /// process stands still before another line of it runs.
  func stopProcess() {
    let watching = Self.setAction(SIGTSTP, SIG_IGN)
    kill(0, SIGTSTP)
    _ = Self.setAction(SIGTSTP, SIG_DFL)
    // Dispatch blocks signals on its threads, and one of those runs this.
    var stop = sigset_t()
    var blocked = sigset_t()
    sigemptyset(&stop)
    sigaddset(&stop, SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &stop, &blocked)
    raise(SIGTSTP)
    pthread_sigmask(SIG_SETMASK, &blocked, nil)
    var action = watching
    sigaction(SIGTSTP, &action, nil)
  }

  /// Returns what was done at that signal before.
  private static func setAction(_ number: Int32, _ handler: sighandler_t?) -> sigaction {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    var before = sigaction()
    sigaction(number, &action, &before)
    return before
  }
}
