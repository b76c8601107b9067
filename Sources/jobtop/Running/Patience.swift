/// How long a job is waited for.
struct Patience: Sendable {
  /// From now on; nothing: for as long as it takes.
  var limit: Duration?
  /// Status requests at most; nothing: as many as it takes.
  var maximumPolls: Int?
}
