/// What was learned of one kind of job on one server: how long jobs take in all, and how long they run.
///
/// ```
/// created ──────── waits for its turn ────────► began to run ──────► ended
///    │                                               └── running ──────┤
///    └── whole ────────────────────────────────────────────────────────┘
/// ```
///
/// A job that is known to run is asked about by the time of running of others, as soon as enough of
/// them were seen to run; until it runs, and elsewhere, by the whole time.
package struct KindPlanner: Sendable {
  /// By the whole time.
  package private(set) var whole: PollPlanner
  /// By the time of running.
  package private(set) var running: PollPlanner

  /// Goes on from what was learned before.
  package init(_ histories: DurationHistories = DurationHistories()) {
    whole = PollPlanner(histories.whole)
    running = PollPlanner(histories.running)
  }

  /// One of the two.
  package subscript(span: DurationSpan) -> PollPlanner {
    get {
      switch span {
      case .whole: whole
      case .running: running
      }
    }
    _modify {
      switch span {
      case .whole: yield &whole
      case .running: yield &running
      }
    }
  }

  /// By which span a job is planned, and how old it is by it at an instant at which it went on; nothing
  /// where neither is known.
  ///
  /// `birth`: when it was created; `start`: when it began to run, where it runs.
  package func age(at instant: Timestamp, bornAt birth: Timestamp?, start: TimeWindow?)
    -> (span: DurationSpan, age: Duration)?
  {
    guard let start, running.isTaught else {
      return birth.map { (.whole, $0.duration(to: instant)) }
    }
    let young = max(.zero, start.late.duration(to: instant))
    let old = max(young, start.early.duration(to: instant))
    return (.running, .seconds(running.age(between: young.inSeconds, and: old.inSeconds)))
  }

  /// What one more request may save, by the plan for the whole time; nothing for that itself.
  ///
  /// While a job runs a request is worth as much as it was before, so that what was asked while it
  /// waited counts against the same requests per job. As many requests as are left of them would be
  /// too few for a job that waited long, and in a benchmark double the delay.
  package mutating func price(for span: DurationSpan, requestsPerJob: Double) -> Double? {
    switch span {
    case .whole: nil
    case .running: whole.plan(requestsPerJob: requestsPerJob)?.price
    }
  }
}
