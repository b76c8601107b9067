import JobModel
import JobProfile

/// What a request asks for, as its server reads it.
enum Asked: Hashable, Sendable {
  case create(label: String)
  case status(JobID)
  case list
  case cancel(JobID)
  case other

  init(_ route: Route, _ dialect: Dialect) {
    switch route {
    case .operation(.create, let values):
      self = .create(label: dialect.label(in: values, prefix: "input.") ?? "")
    case .operation(.status, let values), .longPoll(let values):
      self = .status(values["id"]?.text.map { JobID($0) } ?? .only)
    case .operation(.list, _): self = .list
    case .operation(.cancel, let values):
      self = .cancel(values["id"]?.text.map { JobID($0) } ?? .only)
    default: self = .other
    }
  }

  /// The operation that counts against a quota.
  var operation: JobOperation? {
    switch self {
    case .create: .create
    case .status: .status
    case .list: .list
    case .cancel, .other: nil
    }
  }
}
