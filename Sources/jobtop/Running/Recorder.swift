import Dashboard
import Foundation
import Glibc
import JobModel
import Synchronization

/// Writes what reaches a dashboard into a file that only its owner may read.
///
/// The dashboard never waits for it: lines are handed over and written beside it.
final class Recorder: Sendable {
  private let path: String
  /// Where others are to see it.
  private let redaction: Redaction?
  private let descriptor: Int32
  /// What was known before is told as news of the begin; and what is known of rows that come back, as news
  /// of when rows went last, or it would be played before they go.
  private let begin = Mutex(SystemClock().now)
  private let lines: AsyncStream<String>
  private let sink: AsyncStream<String>.Continuation

  /// Makes the file.
  /// - Throws: `CommandFailure` where there is one already, or none can be made.
  init(_ path: String, redaction: Redaction? = nil) throws {
    self.path = path
    self.redaction = redaction
    descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let why = errno == EEXIST ? "it is there already" : String(cString: strerror(errno))
      throw CommandFailure(.configuration, "\(path) cannot be recorded into: \(why).")
    }
    (lines, sink) = AsyncStream.makeStream(of: String.self)
    sink.yield(Recording.header + "\n")
  }

  /// What of it is written.
  var scope: RecordingScope { redaction == nil ? .everything : .redacted }

  /// Hands over what happened.
  func note(_ event: DashboardEvent, at time: Timestamp) {
    guard let event = redaction == nil ? event : redaction?.event(event) else { return }
    let first = begin.withLock { begin in
      if case .forgotten = event { begin = max(begin, time) }
      return begin
    }
    let lines = Recording.lines(of: event, at: time, notBefore: first)
    if !lines.isEmpty { sink.yield(lines.joined(separator: "\n") + "\n") }
  }

  /// Nothing more comes.
  func finish() {
    sink.finish()
  }

  /// Writes what is handed over until `finish()`; what cannot be written is told once.
  @concurrent
  func write(telling tell: @Sendable (String) async -> Void) async {
    defer { Glibc.close(descriptor) }
    for await text in lines {
      guard !Streams.writeAll(text, to: descriptor) else { continue }
      await tell("The recording \(path) ends here: \(String(cString: strerror(errno))).")
      sink.finish()
      return
    }
  }
}
