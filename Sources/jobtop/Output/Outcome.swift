import ArgumentParser
import JobModel

/// How a command ended, as scripts see it.
enum Outcome: Int32, CaseIterable, Hashable, Sendable {
  case success = 0
  /// A job failed or was cancelled.
  case jobFailed = 1
  /// The deadline came first.
  case deadline = 3
  /// The server is out of reach or refuses the credentials.
  case unreachable = 4
  /// Lost, unconfirmed, refused, or an id that the server does not know.
  case unknown = 5
  /// The command was written wrongly, or the profile has no such verb.
  case usage = 64
  /// The configuration is at fault.
  case configuration = 78
  case interrupted = 130

  /// What it means for who called the command.
  var about: String {
    switch self {
    case .success: "All completed, or the question was answered."
    case .jobFailed: "A job failed or was cancelled."
    case .deadline: "The deadline came first."
    case .unreachable: "A server is out of reach, or refuses the credentials."
    case .unknown: "A job is lost, unconfirmed, refused, or its id is unknown."
    case .usage: "The command was written wrongly, or the profile has no such verb."
    case .configuration: "The configuration is at fault."
    case .interrupted: "It was interrupted."
    }
  }

  /// What one failure means.
  init(_ failure: JobFailure) {
    switch failure {
    case .failed(_, let code, _) where (400..<500).contains(code): self = .unknown
    case .unreachable, .untrusted, .noAnswer, .unauthorised, .throttled, .failed, .unreadable,
      .foreignLink:
      self = .unreachable
    case .unknownJob, .refused, .notSent, .unconfirmed: self = .unknown
    case .unsupported, .invalid, .cannotListen: self = .usage
    case .deadline, .tooManyPolls: self = .deadline
    case .journal, .unkept, .unread: self = .configuration
    case .closed, .cancelled: self = .interrupted
    }
  }

  /// What it means that not one job was created: a server that answered was not out of reach.
  init(ofCreate failure: JobFailure) {
    switch failure {
    case .throttled, .failed, .unreadable: self = .unknown
    case .unreachable, .untrusted, .noAnswer, .unauthorised, .unknownJob, .refused, .notSent,
      .unsupported,
      .unconfirmed, .deadline, .tooManyPolls, .invalid, .journal, .foreignLink, .cannotListen,
      .unkept, .unread,
      .closed, .cancelled:
      self.init(failure)
    }
  }

  /// What the state of a job means for who waited for it.
  init(_ state: JobState) {
    switch state {
    case .completed: self = .success
    case .failed, .cancelled: self = .jobFailed
    case .lost, .refused, .unconfirmed: self = .unknown
    case .submitting, .pending, .running: self = .deadline
    }
  }

  /// Which of several counts, the first of these that occurs (DESIGN §8).
  static let order: [Outcome] = [
    .interrupted, .configuration, .usage, .unreachable, .unknown, .jobFailed, .deadline, .success,
  ]

  /// The outcome of several.
  static func combined(_ outcomes: some Sequence<Outcome>) -> Outcome {
    let all = Set(outcomes)
    return order.first { all.contains($0) } ?? .success
  }

  /// Ends the command with this code, unless it is success.
  func exit() throws {
    if self != .success { throw ExitCode(rawValue) }
  }
}
