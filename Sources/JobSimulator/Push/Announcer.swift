import JobModel
import JobProfile

/// Puts changes into words, once for all push connections that hear them.
struct Announcer: Sendable {
  let dialect: PushDialect
  let host: SimulationHost
  let clock: any JobClock
  /// How a message stands on the wire.
  let spelling: @Sendable (PushDialect.Said) -> String

  /// The most changes of one batch: a long snapshot is told in parts.
  static let limit = 256

  /// Changes, and how far they lead.
  struct Batch: Sendable {
    var announcements: [Announcement]
    var revision: Int
    /// Whether there may be more.
    var isFull: Bool
    /// What happens to it on its way.
    var trouble: PushTrouble
  }

  /// What changed, so much of it at most; `isBeginning`: for those who hear first how all jobs stand.
  func batch(
    after known: Int,
    isBeginning: Bool,
    limit: Int = Announcer.limit
  ) -> Batch {
    let (changes, revision) = host.changes(after: known, limit: limit)
    let trouble = host.faults.trouble()
    let told = isBeginning ? changes : changes.filter(dialect.tells)
    return Batch(
      announcements: told.compactMap { announcement(of: $0.shifted(by: trouble.skew)) },
      revision: revision,
      isFull: changes.count == limit,
      trouble: trouble
    )
  }

  /// The latest revision.
  func revision() -> Int {
    host.changes(after: .max, limit: 0).revision
  }

  /// What happens to what is told now.
  func trouble() -> PushTrouble {
    host.faults.trouble()
  }

  /// How a job stands; nothing where there is none.
  func facts(about id: JobID) -> JobFacts? {
    host.perform { simulation, now in simulation[id]?.facts(at: now) }
  }

  /// What says how a job stands.
  func announcement(of facts: JobFacts) -> Announcement? {
    guard let revision = facts.revision.flatMap({ Int($0) }) else { return nil }
    let text = spelling(dialect.said(of: facts, now: clock.now))
    return Announcement(job: facts.jobID, revision: revision, text: text)
  }
}
