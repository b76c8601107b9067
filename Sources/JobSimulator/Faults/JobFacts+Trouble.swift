import JobModel

extension JobFacts {
  /// The same by a clock that is so much ahead.
  func shifted(by skew: Duration) -> JobFacts {
    guard skew != .zero else { return self }
    var facts = self
    facts.created = created?.advanced(by: skew)
    facts.started = started?.advanced(by: skew)
    facts.finished = finished?.advanced(by: skew)
    facts.updated = updated?.advanced(by: skew)
    facts.ends = ends?.advanced(by: skew)
    return facts
  }

  /// A failure that is none: the next answer knows better.
  var flapped: JobFacts {
    var facts = self
    facts.state = .init(word: JobState.failed.rawValue, state: .failed)
    facts.reason = "the worker could not be reached"
    facts.result = nil
    return facts
  }
}
