import Dispatch
import Foundation

/// A program that runs in a session of its own, with pipes to and from it.
///
/// Not Foundation's `Process`, which cannot put it there: what the program has started must end with
/// it, and it must find no terminal at `/dev/tty`. The screen is there already, and what somebody types
/// as a password, letter by letter, would be keys.
struct CommandProcess: Sendable {
  private let identifier: pid_t
  private let input: Int32
  private let output: Int32

  /// The environment of a program of the user's own: passwords and tokens reach us by variables of
  /// ours, and nobody else is to have them.
  static func environment(of own: [String: String]) -> [String: String] {
    own.filter { !$0.key.hasPrefix("JOBTOP_") }
  }

  /// Starts a program of the path; what it writes, errors too, comes by `piece()` or `ending(hearing:)`.
  ///
  /// One that may outlive us holds the other end of its output as well: it would be ended for writing
  /// what nobody can read any more.
  /// - Throws: `NotStarted`, with the system's reason.
  init(
    _ words: [String],
    environment: [String: String],
    mayOutliveUs: Bool = false
  ) throws(NotStarted) {
    let (toProgram, fromProgram) = (try Self.pipe(), try Self.pipe())
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toProgram.read, 0)
    posix_spawn_file_actions_adddup2(&actions, fromProgram.write, 1)
    posix_spawn_file_actions_adddup2(&actions, fromProgram.write, 2)
    if mayOutliveUs { posix_spawn_file_actions_adddup2(&actions, fromProgram.read, 3) }
    var attributes = Self.ownSession()
    defer { posix_spawnattr_destroy(&attributes) }
    var process: pid_t = 0
    let code = Self.withCStrings(words) { arguments in
      Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
        posix_spawnp(&process, words.first ?? "", &actions, &attributes, arguments, environment)
      }
    }
    close(toProgram.read)
    close(fromProgram.write)
    guard code == 0 else {
      close(toProgram.write)
      close(fromProgram.read)
      throw NotStarted(reason: String(cString: strerror(code)))
    }
    (identifier, input, output) = (process, toProgram.write, fromProgram.read)
  }

  /// `POSIX_SPAWN_SETSID` of glibc's `spawn.h`, which shows it only to those who ask for its extensions.
  private static let setSession: Int32 = 0x80

  /// A session and so a group of its own, and no signal blocked or ignored as ours are.
  private static func ownSession() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = Self.setSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
    return attributes
  }

  /// Says that to it, then nothing more; whether it listens is its own affair.
  func say(_ bytes: [UInt8]) async {
    await withCheckedContinuation { done in
      DispatchQueue.global().async {
        write(bytes)
        done.resume()
      }
    }
  }

  private func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(input, $0.baseAddress, $0.count) }
      guard written > 0 else { break }
      rest = rest.dropFirst(written)
    }
    close(input)
  }

  /// What it writes next; empty once it and all that it started have closed their output.
  ///
  /// Who does not ask holds it up: what a program writes without end must not fill the memory.
  func piece() async -> [UInt8] {
    await withCheckedContinuation { done in
      DispatchQueue.global().async { done.resume(returning: read()) }
    }
  }

  private func read() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = Foundation.read(output, &buffer, buffer.count)
    if count <= 0 { close(output) }
    return Array(buffer[..<max(0, count)])
  }

  /// How a program ended.
  struct Ending: Hashable, Sendable {
    var code: Int32
    /// The signal, where one ended it.
    var signal: Int32?
    /// The last of what it wrote.
    var last: [UInt8]
  }

  /// Says that to it, hears it out, and tells its end; who waits for that no longer leaves it alone.
  func ending(hearing input: [UInt8]) -> AsyncStream<Ending> {
    let (stream, sink) = AsyncStream.makeStream(of: Ending.self)
    DispatchQueue.global().async { write(input) }
    DispatchQueue.global().async {
      var last: [UInt8] = []
      while case let piece = read(), !piece.isEmpty { last = Array((last + piece).suffix(200)) }
      let (code, signal) = waitForEnd()
      sink.yield(Ending(code: code, signal: signal, last: last))
      sink.finish()
    }
    return stream
  }

  /// Asks the whole group to end, and makes it.
  func end() {
    kill(-identifier, SIGTERM)
    kill(-identifier, SIGCONT)
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(500)) {
      kill(-identifier, SIGKILL)
    }
  }

  /// Ends the whole group at once.
  func kill() { Foundation.kill(-identifier, SIGKILL) }

  private func kill(_ process: pid_t, _ signal: Int32) { _ = Foundation.kill(process, signal) }

  /// Waits for its end without holding a thread of the program's tasks.
  /// - Returns: Its exit code, and the signal where one ended it.
  func wait() async -> (code: Int32, signal: Int32?) {
    await withCheckedContinuation { done in
      DispatchQueue.global().async { done.resume(returning: waitForEnd()) }
    }
  }

  private func waitForEnd() -> (code: Int32, signal: Int32?) {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return (status >> 8 & 0xFF, signal == 0 ? nil : signal)
  }

  private static func pipe() throws(NotStarted) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard Foundation.pipe(&ends) == 0 else {
      throw NotStarted(reason: String(cString: strerror(errno)))
    }
    // Other programs that are started meanwhile must not hold our ends open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
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
  struct NotStarted: Error, Hashable {
    let reason: String
  }
}
