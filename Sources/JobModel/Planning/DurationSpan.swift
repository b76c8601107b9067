/// Which part of a job's life a length of time is about.
public enum DurationSpan: String, Hashable, Sendable, CaseIterable {
  /// From its creation to its end.
  case whole
  /// From when the server began to work on it to its end; of several tries the last one's.
  ///
  /// How long a job waits for its turn says how busy a server is, and nothing of the job.
  case running
}
