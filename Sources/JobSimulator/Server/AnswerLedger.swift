import HTTPTypes
import Hummingbird
import JobModel
import JobProfile
import Logging
import Synchronization

/// Names, counts and logs what a server answers.
struct AnswerLedger: Sendable {
  private let handler: RequestHandler
  private let clock: any JobClock
  /// At which level each request is logged; nothing: not at all.
  private let level: Logger.Level?
  private let dates = DateField()

  init(handler: RequestHandler, clock: any JobClock, level: Logger.Level?) {
    self.handler = handler
    self.clock = clock
    self.level = level
  }

  /// A request that has come.
  struct Arrival: Sendable {
    let request: HTTPRequest
    let id: String
    let time: Timestamp
  }

  /// Notes that a request has come; `name` is how it is called where its client has no name for it.
  func arrival(of request: HTTPRequest, named name: String?) -> Arrival {
    Arrival(
      request: request,
      id: Self.name(of: request) ?? name ?? String(UInt64.random(in: .min ... .max), radix: 16),
      time: clock.now
    )
  }

  /// Notes what is answered to it, and names it there.
  func enter(
    _ response: inout Response,
    to arrival: Arrival,
    from address: String,
    in logger: Logger
  ) {
    // Other servers have no such field.
    if let own = handler.own, let field = Self.requestID {
      response.headers[field] = arrival.id
      own.tally.answered(response.status.code)
    }
    guard let level else { return }
    let request = arrival.request
    // Never a query: what stands in it may be secret.
    let path = request.path.map { $0.prefix { $0 != "?" } } ?? "/"
    logger.log(
      level: level,
      "answered",
      metadata: [
        "method": "\(request.method.rawValue)", "path": "\(path)",
        "code": "\(response.status.code)",
        "ms": "\(arrival.time.duration(to: clock.now).wholeNanoseconds / 1_000_000)",
        "from": "\(address)", "request": "\(arrival.id)",
      ].merging(key(of: request)) { $1 }
    )
  }

  /// The time for the header (RFC 9110 §6.6.1).
  var date: String { dates.text(at: clock.now) }

  private static let requestID = HTTPField.Name("X-Request-ID")

  /// How the client calls its request, where that can stand in a log and a header.
  private static func name(of request: HTTPRequest) -> String? {
    guard let requestID, let text = request.headerFields[requestID],
      (1...128).contains(text.utf8.count)
    else { return nil }
    let isPlain = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0))
    }
    return isPlain ? text : nil
  }

  /// Whose key the request carried: its name, never the key.
  private func key(of request: HTTPRequest) -> Logger.Metadata {
    handler.keyDesk.key(in: WireRequest(request)).map { ["key": "\($0.name)"] } ?? [:]
  }
}

/// The date of header fields, which is written anew once a second.
private final class DateField: Sendable {
  private let last = Mutex((second: Int64.min, text: ""))

  func text(at now: Timestamp) -> String {
    let second = now.nanoseconds / 1_000_000_000
    return last.withLock { last in
      if last.second != second { last = (second, HTTPDate.text(now)) }
      return last.text
    }
  }
}
