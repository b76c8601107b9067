import JobModel

/// What must hold for a job.
indirect enum FilterCondition: Sendable {
  case all([FilterCondition])
  case any([FilterCondition])
  case not(FilterCondition)
  /// Some text of the job is like this.
  case anywhere(TextPattern)
  case states(Set<JobState>)
  /// It is one of these.
  case runs(Set<RunID>)
  /// One text of the job is like one of these.
  case text(@Sendable (Job) -> String?, [TextPattern])
  case number(@Sendable (Job) -> Int64?, Comparison, Int64)
  case share(@Sendable (Job) -> Double?, Comparison, Double)
  case time(@Sendable (Job, Timestamp) -> Int64?, Comparison, Int64)

  /// A job without the fact that is asked for never matches.
  func holds(for job: Job, at now: Timestamp) -> Bool {
    switch self {
    case .all(let conditions): conditions.allSatisfy { $0.holds(for: job, at: now) }
    case .any(let conditions): conditions.contains { $0.holds(for: job, at: now) }
    case .not(let condition): !condition.holds(for: job, at: now)
    case .anywhere(let pattern): job.hasText(like: pattern)
    case .states(let states): states.contains(job.state)
    case .runs(let runs): runs.contains(job.run)
    case .text(let fact, let patterns):
      fact(job).map { text in patterns.contains { $0.matches(text) } } ?? false
    case .number(let fact, let comparison, let bound):
      fact(job).map { comparison.holds($0, bound) } ?? false
    case .share(let fact, let comparison, let bound):
      fact(job).map { comparison.holds($0, bound) } ?? false
    case .time(let fact, let comparison, let bound):
      fact(job, now).map { comparison.holds($0, bound) } ?? false
    }
  }

  /// Whether the passing of time alone may change what matches.
  var changesWithTime: Bool {
    switch self {
    case .all(let conditions), .any(let conditions): conditions.contains(where: \.changesWithTime)
    case .not(let condition): condition.changesWithTime
    case .time: true
    case .anywhere, .states, .runs, .text, .number, .share: false
    }
  }

  /// Whether it is slow: an expression costs as much as a dozen words.
  var hasExpression: Bool {
    switch self {
    case .all(let conditions), .any(let conditions): conditions.contains(where: \.hasExpression)
    case .not(let condition): condition.hasExpression
    case .anywhere(.expression): true
    case .anywhere, .states, .runs, .text, .number, .share, .time: false
    }
  }

  enum Comparison: String, CaseIterable, Sendable {
    // The longer ones first: they are looked for in this order.
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case greater = ">"
    case equal = "="
    case like = ":"

    func holds<Value: Comparable>(_ value: Value, _ bound: Value) -> Bool {
      switch self {
      case .notEqual: value != bound
      case .atMost: value <= bound
      case .atLeast: value >= bound
      case .less: value < bound
      case .greater: value > bound
      case .equal, .like: value == bound
      }
    }
  }
}

extension Job {
  fileprivate func hasText(like pattern: TextPattern) -> Bool {
    func isLike(_ text: String?) -> Bool { text.map { pattern.matches($0) } ?? false }
    return isLike(jobID?.rawValue) || isLike(title) || pattern.matches(state.rawValue)
      || pattern.matches(server) || isLike(reason) || isLike(kind) || isLike(serverState)
      || isLike(draft?.label)
  }
}
