import DequeModule
import JobModel
import JobProfile

/// Looks into the list of the server for what came of creates that nobody answered (DESIGN §5.6).
///
///     create ──(no answer)──► unconfirmed ──► list ──► “it shows 7, made at that time” ──► the caller
///
/// A job that stands there may be another's all the same: it is named, and not taken for ours.
extension JobWatcher {
  /// Asks for the list because of that create; the caller is told when it has come.
  mutating func lookUp(_ run: RunID, because failure: JobFailure, _ now: Timestamp) {
    // One list serves all creates that wait for it; what it came too early for asks for the next.
    if lookedUp.isEmpty { outbox.append(.lookUp(LookUp())) }
    lookedUp[run] = Uncertainty(since: now, failure: failure)
  }

  /// Takes a page in; the next one follows, or what the list means.
  mutating func takeLookUp(
    _ search: LookUp,
    _ jobs: [JobFacts],
    _ page: ListPage,
    _ sent: Sent,
    _ now: Timestamp
  ) {
    var search = search
    if search.isFirstPage { search.asked = sent.at }
    search.found += jobs
    let next =
      jobs.isEmpty || search.found.count >= Sweep.leastLimit ? nil : next(page, after: sent)
    if let next {
      (search.values, search.target) = next
      return outbox.prepend(.lookUp(search))
    }
    settleLookUp(search, now)
  }

  /// The list did not come: after three tries the callers are told without it.
  mutating func lookUpFailed(_ search: LookUp, _ now: Timestamp) {
    guard search.tries < LookUp.patience, host.refusal == nil else { return endLookUp(now) }
    outbox.append(.lookUp(LookUp(tries: search.tries + 1)))
  }

  /// The list does not come: callers are told without it.
  mutating func endLookUp(_ now: Timestamp) {
    for run in lookedUp.keys.sorted() { settleLookedUp(run, clue: nil, now) }
  }

  private mutating func settleLookUp(_ search: LookUp, _ now: Timestamp) {
    let asked = search.asked ?? now
    // Rows that are gone would ask for one list after the other.
    lookedUp = lookedUp.filter { entries[$0.key] != nil }
    for run in lookedUp.keys.sorted() {
      // What was sent after the list was asked for needs not stand in it.
      guard let entry = entries[run], lookedUp[run].map({ $0.since <= asked }) ?? false else {
        continue
      }
      if let id = entry.job.jobID, let facts = search.found.first(where: { $0.jobID == id }) {
        // The id is of our own choosing: this is the job.
        lookedUp[run] = nil
        confirm(run, id, facts, now)
      } else {
        settleLookedUp(run, clue: clue(about: entry.job, in: search.found), now)
      }
    }
    if !lookedUp.isEmpty { outbox.append(.lookUp(LookUp())) }
  }

  /// What the list says of that create, as a clause; nothing where it cannot tell.
  private func clue(about job: Job, in found: [JobFacts]) -> String? {
    let ids = found.filter { isLike($0, job) }.compactMap(\.jobID).map(\.rawValue)
    switch ids.count {
    case 0:
      return found.allSatisfy { $0.created != nil } ? "its list shows no job of that time" : nil
    case 1: return "its list shows \(ids[0]), made at that time"
    default:
      let more = ids.count > 3 ? " and others" : ""
      return "its list shows \(ids.prefix(3).joined(separator: ", "))\(more), made at that time"
    }
  }

  /// Whether a job of the list may be the one: made since the draft was, from the same inputs as far as
  /// it tells, and not known as another draft's.
  private func isLike(_ facts: JobFacts, _ job: Job) -> Bool {
    guard let id = facts.jobID, let created = facts.created,
      created >= job.created.advanced(by: .zero - LookUp.slack),
      currentRun[id].flatMap({ entries[$0]?.job.draft }) == nil
    else { return false }
    let inputs = job.draft?.inputs ?? [:]
    return facts.inputs.allSatisfy { name, value in inputs[name].map { $0 == value } ?? true }
  }

  private mutating func settleLookedUp(_ run: RunID, clue: String?, _ now: Timestamp) {
    guard let failure = lookedUp.removeValue(forKey: run)?.failure else { return }
    let told = failure.with(clue)
    // Another process may have looked there first, and noted down the same.
    if clue != nil, var entry = entries[run], entry.job.state == .unconfirmed,
      entry.job.reason != told.description
    {
      entry.job.reason = told.description
      entries[run] = entry
      report(entry, .list, now, isChange: true)
    }
    tellUncreated(run, told, now)
  }
}

/// A create that was not answered, and what its caller is told.
struct Uncertainty: Sendable {
  /// When it was given up.
  var since: Timestamp
  var failure: JobFailure
}

/// A look into the list for creates that were not answered.
struct LookUp: Hashable, Sendable {
  /// What earlier pages held.
  var found: [JobFacts] = []
  /// When the first of them was asked for.
  var asked: Timestamp?
  /// What asks for the next page.
  var values: [String: JSON] = [:]
  var target: String?
  /// How often it came to nothing.
  var tries = 0

  /// So often it may, before callers are told without it.
  static let patience = 2
  /// Servers tell instants by their own clocks, which are known to three seconds, and in whole seconds.
  static let slack = Duration.seconds(4)

  var isFirstPage: Bool { asked == nil }
}

extension JobFailure {
  /// The same, with what the list says of it.
  fileprivate func with(_ clue: String?) -> JobFailure {
    guard let clue, case .unconfirmed(let server, let run, let why) = self else { return self }
    return .unconfirmed(server: server, run: run, why: "\(why); \(clue)")
  }
}
