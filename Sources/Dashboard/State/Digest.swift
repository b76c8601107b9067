import JobModel

/// What ended while nobody looked.
struct Digest: Hashable, Sendable {
  private(set) var runs: Set<RunID> = []
  private var counts = StateCounts()
  /// The first that went wrong, and why.
  private var firstTrouble: String?

  var isEmpty: Bool { runs.isEmpty }

  mutating func add(_ job: Job) {
    guard runs.insert(job.run).inserted else { return }
    counts[job.state] += 1
    guard firstTrouble == nil, job.state != .completed, job.state != .cancelled else { return }
    let name = job.label.isEmpty ? job.jobID?.rawValue ?? job.server : job.label
    firstTrouble = ([name] + [job.reason].compactMap(\.self)).joined(separator: ", ")
  }

  /// Follows a row that belongs to another run now.
  mutating func replace(_ old: RunID, with new: RunID) {
    if runs.remove(old) != nil { runs.insert(new) }
  }

  /// As in `While you were away: +41 completed, 3 failed (first: shot-114, unsupported codec)`.
  var sentence: String {
    let order: [JobState] = [.completed, .failed, .refused, .lost, .cancelled]
    let parts = order.filter { counts[$0] > 0 }.map { state in
      (state == .completed ? "+" : "") + ShortText.total(counts[state]) + " " + state.rawValue
    }
    let first = firstTrouble.map { " (first: \($0))" } ?? ""
    return "While you were away: \(parts.joined(separator: ", "))\(first)"
  }
}
