/// What a server can be asked to do.
public enum JobOperation: String, CaseIterable, Hashable, Sendable, Codable {
  /// Make a job.
  case create
  /// Tell how one job stands.
  case status
  /// Tell of all jobs, or of those that a filter lets through.
  case list
  /// Tell how several jobs stand, by their ids.
  case bulk
  /// Let a job end before its time.
  case cancel
  /// Run a job again.
  case retry
  /// Take a job away.
  case delete
  /// Tell what a job wrote.
  case log
}
