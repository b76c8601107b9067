import JobModel

/// What a push message means.
package enum PushReading: Hashable, Sendable {
  /// Facts about a job; without an id they are only a hint to ask.
  case facts(JobFacts)
  /// The server knows no such job; nothing: it does not say which.
  case missing(JobID?)
  /// A message that is not about jobs: of another event.
  case foreign
  /// It should say how a job stands and does not.
  case unreadable
}
