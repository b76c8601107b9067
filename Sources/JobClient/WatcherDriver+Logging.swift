import HTTPTypes
import JobModel
import JobProfile
import Logging

/// A request as a line of the log names it.
///
/// Never what might be secret: of a query only the names, of headers and bodies nothing.
struct RequestNote: Sendable {
  private let logger: Logger
  private let metadata: Logger.Metadata
  private let sentAt: Timestamp

  init(
    _ request: WireRequest,
    of server: String,
    attempt: Int,
    at now: Timestamp,
    in logger: Logger
  ) {
    self.logger = logger
    metadata = [
      "server": .string(server),
      "method": .string(request.method.rawValue),
      "path": .string(Self.path(of: request.target)),
      "attempt": .stringConvertible(attempt),
    ]
    sentAt = now
  }

  /// What came of it.
  func log(_ result: Result<WireAnswer, TransportFailure>, at now: Timestamp) {
    var metadata = metadata
    metadata["ms"] = .stringConvertible(sentAt.duration(to: now).wholeNanoseconds / 1_000_000)
    switch result {
    case .success(let answer):
      metadata["code"] = .stringConvertible(answer.code)
      let isTrouble = answer.code == 429 || answer.code >= 500
      logger.log(level: isTrouble ? .warning : .info, "answered", metadata: metadata)
    case .failure(let failure):
      metadata["why"] = .string(failure.words)
      logger.warning("no answer", metadata: metadata)
    }
  }

  /// As in `/jobs?token=*`.
  private static func path(of target: String) -> String {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return target }
    let query = parts[1].split(separator: "&").map { pair in
      pair.contains("=") ? pair.prefix { $0 != "=" } + "=*" : "*"
    }
    return parts[0] + "?" + query.joined(separator: "&")
  }
}

extension TransportFailure {
  /// Why there was no answer.
  var words: String {
    switch self {
    case .notConnected(let why), .notForwarded(_, let why), .untrusted(let why), .broken(let why):
      why
    case .misled(let redirects):
      redirects < 5 ? "redirects in a circle" : "more than \(redirects) redirects"
    case .timedOut(let limit): "nothing within \(limit.short)"
    case .tooLarge(let limit): "longer than \(limit) bytes"
    }
  }
}

extension JobWatcher {
  /// Which try of what it asks for a request on its way is, from 1.
  func attempt(of number: RequestNumber) -> Int {
    guard let errand = inFlight[number]?.errand else { return 1 }
    if case .sweep = errand { return sweep.failures + 1 }
    return (errand.run.flatMap { entries[$0]?.failures } ?? 0) + 1
  }
}
