import Logging
import Synchronization

/// A log whose lines a test looks at.
final class LogRecorder: Sendable {
  private let entries = Mutex<[String]>([])

  /// Each as `level message name=value …`, the names in their order.
  var lines: [String] { entries.withLock { $0 } }

  /// The logger that writes here.
  var logger: Logger {
    Logger(label: "test") { _ in Handler(recorder: self) }
  }

  private struct Handler: LogHandler {
    let recorder: LogRecorder
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      let words = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let head = [event.level.rawValue, event.message.description]
      recorder.entries.withLock { $0.append((head + words).joined(separator: " ")) }
    }
  }
}
