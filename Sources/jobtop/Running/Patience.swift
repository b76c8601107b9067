import JobModel

/// How long a job is waited for.
struct Patience: Sendable {
  /// How long in all; nothing: for as long as it takes.
  var limit: Duration?
  /// When that time is over; nothing: it begins with the wait.
  var deadline: Timestamp?
  /// Status requests at most; nothing: as many as it takes.
  var maximumPolls: Int?
}
