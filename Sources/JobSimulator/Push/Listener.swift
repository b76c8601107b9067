import JobModel
import JobProfile

/// How far one push connection has been told, and of what.
///
/// It never queues: what it has not been told yet is asked for again when it can take more, and
/// a job that changed twice meanwhile is told once.
struct Listener: Hashable, Sendable {
  /// All changes up to this one are told.
  private(set) var known: Int
  /// The jobs that it asked for, each with the last revision that it knows; nothing: it hears of all.
  private var jobs: [JobID: Int]?
  /// Jobs asked for, not yet told of as they stand.
  private(set) var fresh: [JobID] = []
  private let resumed: Int
  /// It hears first how all jobs stand, also where only ends are told later.
  private(set) var isBeginning: Bool
  private var scramble = PushScramble()

  /// The most jobs that one connection may ask for.
  static let largestSubscription = 10_000

  /// Hears of all jobs from a revision on.
  init(after known: Int, isBeginning: Bool) {
    self.known = known
    self.isBeginning = isBeginning
    resumed = 0
  }

  /// Hears only of jobs that it asks for; `resumed` is the last revision that it heard earlier.
  init(subscribingAfter known: Int, resumed: Int?) {
    self.known = known
    self.resumed = resumed.flatMap { $0 <= known ? $0 : nil } ?? 0
    isBeginning = false
    jobs = [:]
  }

  /// Where it stands: listeners that stand in one place hear the same next.
  struct Stand: Hashable, Sendable {
    let known: Int
    let isBeginning: Bool
  }

  var stand: Stand { Stand(known: known, isBeginning: isBeginning) }

  /// Does what a client wishes; false where that would be too many jobs.
  mutating func grant(_ wish: PushDialect.Wish) -> Bool {
    switch wish {
    case .subscribe(let ids):
      for id in ids where !fresh.contains(id) {
        jobs?[id] = resumed
        fresh.append(id)
      }
    case .unsubscribe(let ids):
      for id in ids { jobs?[id] = nil }
      fresh.removeAll { ids.contains($0) }
    }
    return jobs?.count ?? 0 <= Listener.largestSubscription
  }

  /// Gives the jobs that it is to be told of as they stand, once.
  mutating func takeFresh() -> [JobID] {
    defer { fresh = [] }
    return fresh
  }

  /// What it has not heard of a batch that begins where it stands.
  mutating func take(_ batch: Announcer.Batch) -> [Announcement] {
    known = max(known, batch.revision)
    if !batch.isFull { isBeginning = false }
    let unheard =
      jobs == nil ? batch.announcements : batch.announcements.filter { take($0) }
    return scramble.pass(unheard, batch.trouble)
  }

  /// Gives what waits to be overtaken, because nothing comes.
  mutating func takeLate() -> [Announcement] {
    scramble.takeLate()
  }

  /// Whether it is to be told; then it counts as told.
  mutating func take(_ announcement: Announcement) -> Bool {
    guard let job = announcement.job, let heard = jobs?[job] else { return jobs == nil }
    guard heard < announcement.revision else { return false }
    jobs?[job] = announcement.revision
    return true
  }
}
