import Foundation
import Glibc
import JobModel
import Logging
import Screen

/// A log as lines of a file that only its owner may read, or of standard error.
///
///     2026-11-26T01:12:04.120Z info answered attempt=1 code=200 method=GET ms=12 path=/status/7 …
///
/// A file that is moved away, as logrotate does it, is begun anew with the next line.
struct LogFile: LogHandler {
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  var logLevel: Logger.Level
  private let descriptor: Int32
  /// Where it is; nothing: on standard error.
  private let path: String?
  /// What the system calls the file, so long as it is there.
  private let systemName: [CChar]

  /// Opens the file, to write at its end.
  /// - Throws: `CommandFailure` where that cannot be.
  init(_ path: String, level: Logger.Level) throws {
    logLevel = level
    self.path = path
    descriptor = try Self.open(path)
    systemName = Self.systemName(of: descriptor)
  }

  /// A log on standard error.
  init(level: Logger.Level) {
    logLevel = level
    descriptor = 2
    path = nil
    systemName = []
  }

  /// Writes to what has the file's name now, from the next line on.
  /// - Throws: `CommandFailure` where that cannot be; then it writes to what it wrote to before.
  func reopen() throws {
    guard let path else { return }
    let new = try Self.open(path)
    // The number stays: whoever is about to write a line writes to the one or the other.
    dup2(new, descriptor)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    close(new)
  }

  private static func open(_ path: String) throws -> Int32 {
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let why = String(cString: strerror(errno)).lowercased()
      throw CommandFailure(.configuration, "The log \(path) cannot be written: \(why).")
    }
    return descriptor
  }

  /// Whether the file that we write to has lost its name.
  private var isMovedAway: Bool {
    path != nil && Self.systemName(of: descriptor) != systemName
  }

  /// The path of an open file as it is now; of one that was deleted it says so (proc(5)).
  private static func systemName(of descriptor: Int32) -> [CChar] {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }

  /// The logger of a program with that log.
  var logger: Logger {
    Logger(label: "jobtop") { _ in self }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    // Hummingbird's name for what everyone else calls a request.
    let named = Dictionary(all.map { ($0.key == "hb.request.id" ? "request" : $0.key, $0.value) }) {
      // Ours, where the client has a name for it.
      all["request"] ?? $1
    }
    let words = named.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.quoted("\($0.value)"))" }
    let head = [SystemClock().now.rfc3339, event.level.rawValue, event.message.description]
    let line = TextWidth.visible((head + words).joined(separator: " ")) + "\n"
    if isMovedAway { try? reopen() }
    // One write a line: with O_APPEND those of several processes do not mix.
    let bytes = Array(line.utf8)
    let count = write(descriptor, bytes, bytes.count)
    // What was cut short was so for want of room, which the next line will say.
    if count < 0, errno != EINTR, errno != EAGAIN, let path { LogTrouble.note(path, error: errno) }
  }

  private static func quoted(_ text: String) -> String {
    text.contains { $0 == " " || $0 == "\"" || $0 == "=" } && !text.hasPrefix("/")
      ? JSON.string(text).description : text
  }
}
