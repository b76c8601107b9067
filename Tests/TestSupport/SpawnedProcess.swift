import Foundation
import Glibc

/// A process of a test.
///
/// Not Foundation's: that one learns of an end by a socket which every process started meanwhile
/// inherits, so that it waits for all of them, and for a server that tmux leaves behind, for ever.
package struct SpawnedProcess: Sendable {
  private let identifier: pid_t

  /// Starts a program; what it writes goes to two files.
  /// - Throws: `NotStarted` with the system's reason.
  package init(
    path: String,
    arguments: [String],
    environment: [String: String],
    folder: String,
    output: String,
    errors: String
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
    var attributes = Self.attributesOfAShell()
    defer { posix_spawnattr_destroy(&attributes) }
    var process: pid_t = 0
    let shell = ["/bin/bash", "-c", Self.prelude, folder, path] + arguments
    let code = Self.withCStrings(shell) { arguments in
      Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
        posix_spawn(&process, "/bin/bash", &actions, &attributes, arguments, environment)
      }
    }
    guard code == 0 else { throw NotStarted(path: path, reason: String(cString: strerror(code))) }
    identifier = process
  }

  /// No signal is blocked or ignored: the threads of the tests block nearly all of them.
  private static func attributesOfAShell() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    )
    return attributes
  }

  /// Goes to the folder, lets go of what the tests hold open, and becomes the program.
  private static let prelude = """
    cd "$0"
    for number in $(ls /proc/$$/fd); do
      if [ "$number" -gt 2 ]; then eval "exec $number>&-"; fi
    done
    exec "$@"
    """

  /// Waits for its end without holding a thread.
  /// - Returns: Its exit code; 128 and the signal where one ended it.
  package func wait() async throws -> Int32 {
    let clock = ContinuousClock()
    var status: Int32 = 0
    while waitpid(identifier, &status, WNOHANG) == 0 {
      try await clock.sleep(for: .milliseconds(3))
    }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  /// Sends it a signal.
  package func signal(_ number: Int32) {
    kill(identifier, number)
  }

  private static func withCStrings<Value>(
    _ texts: [String],
    _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  /// The system did not start it.
  package struct NotStarted: Error {
    /// The program.
    package let path: String
    /// Why not.
    package let reason: String
  }
}
