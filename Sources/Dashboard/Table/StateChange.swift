import JobModel

/// A line in a job's timeline: what was new, when, and how we learned it.
struct StateChange: Hashable, Sendable {
  /// When it happened, by the server's word; else when it was heard of.
  private(set) var time: Timestamp
  /// When it was heard of.
  let heard: Timestamp
  var reason: String?
  @Compact var attempt: Int?
  private var number: Int32
  var state: JobState
  var source: UpdateSource
  /// Nobody but who tracks the job says that there is one.
  var isHearsay: Bool
  /// It had happened by then, and nobody says when.
  private(set) var isOnlySeen: Bool

  /// Which run of the row it is of.
  var runNumber: Int {
    get { Int(number) }
    set { number = Int32(clamping: newValue) }
  }

  /// Notes an update; where it is the first of its job, what it tells may have been so for long.
  init(_ update: JobUpdate, isFirst: Bool = false) {
    time = update.time
    heard = update.time
    state = update.job.state
    source = update.source
    number = Int32(clamping: update.job.runNumber)
    attempt = update.job.attempt
    reason = update.job.reason
    isHearsay = update.job.isHearsay && update.job.state.isActive
    isOnlySeen = !isHearsay && (update.source.tellsWhatWas || isFirst && update.source != .create)
  }

  /// Stands where it was heard of again, as something other stands before it now.
  mutating func unsettle() {
    time = heard
    isOnlySeen = !isHearsay && source.tellsWhatWas
  }

  /// Takes the server's word for when it happened, where that is known by now.
  mutating func settle(by job: Job, after earlier: ArraySlice<StateChange>) {
    guard let told = instant(in: job, after: earlier) else { return }
    time = told
    isOnlySeen = false
  }

  /// How it stood, in a glyph and a word.
  var stateText: String {
    isHearsay ? JobState.submitting.glyph + " asking" : state.glyph + " " + state.rawValue
  }

  /// How that became known, in words.
  var origin: String {
    if isHearsay { return "tracked by its id" }
    return (isOnlySeen ? "seen by " : "by ") + source.words
  }

  /// Whether the two say the same of the job, whenever and however they came.
  func tellsNothingNew(after earlier: StateChange) -> Bool {
    state == earlier.state && attempt == earlier.attempt && reason == earlier.reason
      && runNumber == earlier.runNumber && isHearsay == earlier.isHearsay
  }
}
