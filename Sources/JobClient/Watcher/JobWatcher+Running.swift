import JobModel
import JobProfile

/// When jobs begin to run, as far as it is known.
///
/// A try that follows another begins anew: how long jobs run is told of the try that brought the end,
/// and those before teach nothing.
extension JobWatcher {
  /// Takes in that a job waits, or runs, after it stood like that.
  ///
  /// `word`: when the server said so; `seen`: when it was last confirmed before.
  func noteStart(
    of entry: inout Entry,
    after before: Job,
    seen: Timestamp?,
    word: Timestamp,
    isPush: Bool = false
  ) {
    guard entry.job.state == .running else { return entry.start = nil }
    let isNextTry = (before.attempt ?? .max) < entry.job.attempt ?? 0
    guard entry.start == nil || isNextTry else { return }
    if before.state == .running, !isNextTry {
      // It ran already when we were told of it first.
      entry.start = birth(of: entry).map { TimeWindow($0, max($0, seen ?? word)) }
    } else if isPush, seen != nil {
      entry.start = TimeWindow(word)
    } else {
      entry.start = (entry.aliveAt ?? seen ?? birth(of: entry)).map { TimeWindow($0, word) }
    }
  }

  /// When a job began to run, by the server's word where our requests bear that out; nothing where it
  /// is not known to run.
  func start(of entry: Entry) -> TimeWindow? {
    guard entry.job.state == .running else { return nil }
    guard let told = entry.job.started else { return entry.start }
    return entry.start?.narrowed(by: told) ?? TimeWindow(told)
  }

  /// When a job began to run that has ended; of one that was never seen running it is between the
  /// request that found it waiting and its end.
  func start(ofEnded entry: Entry, stoodAs before: JobState, end: TimeWindow) -> TimeWindow? {
    guard profile.hasWordForRunning else { return nil }
    let seen = before == .pending ? nil : entry.start
    if let told = entry.job.started, told <= end.late {
      return seen?.narrowed(by: told) ?? TimeWindow(told)
    }
    guard seen == nil, before == .pending, entry.job.state == .completed else { return seen }
    return end
  }
}
