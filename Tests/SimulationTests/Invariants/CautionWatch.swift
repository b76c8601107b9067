import JobClient
import JobModel

/// That a cancel leaves only for a job that its server has confirmed about when the user asked for it, or
/// later: else its id may be another job's.
struct CautionWatch: Sendable {
  /// As long before it is sent what is known of a job counts.
  static let limit = Duration.seconds(5)

  /// When each job was confirmed last.
  private var seen: [JobID: Timestamp] = [:]
  /// When a request about each job ended last, whatever came of it.
  private var ended: [JobID: Timestamp] = [:]
  private var sent: [RequestNumber: JobID] = [:]
  /// When the user asked for a cancel that has not left yet.
  private var wished: [JobID: Timestamp] = [:]

  mutating func killed() { self = CautionWatch() }

  /// The user asks for a cancel of that row; a command reads of jobs that it tells nobody of.
  mutating func wished(cancelOf id: JobID, of row: Job, at now: Timestamp) {
    reported(row)
    wished[id] = now
  }

  mutating func reported(_ job: Job) {
    guard let id = job.jobID, let time = job.seen else { return }
    seen[id] = max(seen[id] ?? time, time)
  }

  mutating func asked(_ what: Asked, _ number: RequestNumber, at now: Timestamp) -> String? {
    if case .status(let id) = what { sent[number] = id }
    // Asked to wait, the server gets it once more.
    guard case .cancel(let id) = what, let wish = wished.removeValue(forKey: id) else { return nil }
    let since = min(wish, now.advanced(by: .zero - Self.limit))
    guard let last = seen[id], last < since else { return nil }
    // What was asked about in vain is cancelled all the same, where the server is well.
    if let ended = ended[id], ended > last { return nil }
    return "a cancel of \(id) leaves, which was confirmed \(last.duration(to: now).inSeconds) s ago"
  }

  mutating func ended(_ number: RequestNumber, at now: Timestamp) {
    if let id = sent.removeValue(forKey: number) { ended[id] = now }
  }
}
