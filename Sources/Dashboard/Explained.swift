import JobModel

/// What has a reason: a job, or a line of its timeline.
protocol Explained {
  var state: JobState { get }
  var attempt: Int? { get }
  var reason: String? { get }
}

extension Explained {
  /// Whether the reason tells why the try before failed: the one that runs has not ended.
  var reasonIsOfTryBefore: Bool { state.isActive && attempt ?? 1 > 1 }

  /// The reason, and whose it is.
  var explanation: String? {
    reason.map { (reasonIsOfTryBefore ? "the try before: " : "") + $0 }
  }
}

extension Job: Explained {}
extension StateChange: Explained {}
