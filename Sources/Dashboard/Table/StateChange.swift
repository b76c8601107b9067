import JobModel

/// A line in a job's timeline: what was new, when, and how we learned it.
struct StateChange: Hashable, Sendable {
  var time: Timestamp
  var reason: String?
  @Compact var attempt: Int?
  private var number: Int32
  var state: JobState
  var source: UpdateSource
  /// Nobody but who tracks the job says that there is one.
  var isHearsay: Bool

  /// Which run of the row it is of.
  var runNumber: Int {
    get { Int(number) }
    set { number = Int32(clamping: newValue) }
  }

  init(_ update: JobUpdate) {
    time = update.time
    state = update.job.state
    source = update.source
    number = Int32(clamping: update.job.runNumber)
    attempt = update.job.attempt
    reason = update.job.reason
    isHearsay = update.job.isHearsay && update.job.state.isActive
  }

  /// How it stood, in a glyph and a word.
  var stateText: String {
    isHearsay ? JobState.submitting.glyph + " asking" : state.glyph + " " + state.rawValue
  }

  /// How that became known, in words.
  var origin: String { isHearsay ? "tracked by its id" : "by " + source.words }

  /// Whether the two say the same of the job, whenever and however they came.
  func tellsNothingNew(after earlier: StateChange) -> Bool {
    state == earlier.state && attempt == earlier.attempt && reason == earlier.reason
      && runNumber == earlier.runNumber && isHearsay == earlier.isHearsay
  }
}
