import JobModel
import JobProfile

/// That of the programs on one journal one asks the server for all, and that one always does.
struct TurnWatch: Sendable {
  /// Those that live and take part.
  private var members: [Int: Member] = [:]
  /// Jobs that each user asked about by hand, or waits for in a way that needs an answer of its own.
  private var allowed: [Int: Set<JobID>] = [:]
  /// Nobody that runs has the turn since then.
  private var vacantSince: Timestamp?
  /// When each job was asked about in the last ten seconds, by whomever.
  private var lately: [JobID: [Timestamp]] = [:]

  private struct Member: Sendable {
    /// It believes that the turn is its own.
    var isOurs = false
    /// Since when it does, or does not.
    var since: Timestamp
    /// Since when it runs; nothing while it is stopped.
    var runsSince: Timestamp?
    /// Jobs of which the server has told, so that others may tell of them too.
    var known: Set<JobID> = []
    /// Until then it looks into the list for a create that was not answered.
    var looksUntil = Timestamp.epoch
  }

  /// A look comes each second, late by a quarter; then the one before has heard of it.
  private static let handOver = Duration.milliseconds(1500)
  /// A program that is stopped is overtaken five seconds after it was last seen to run, by looks that come
  /// each second and a quarter; who overtakes it may leave the turn to another one, which looks next.
  private static let takeOver = Duration.seconds(8)
  /// A look into the list has three tries.
  private static let lookUp = Duration.seconds(90)
  private static let mostInTenSeconds = 20

  mutating func started(_ program: Int, _ now: Timestamp) {
    members[program] = Member(since: now, runsSince: now)
  }

  mutating func killed(_ program: Int) {
    members[program] = nil
    allowed[program] = nil
  }

  mutating func stopped(_ program: Int) { members[program]?.runsSince = nil }

  mutating func wentOn(_ program: Int, _ now: Timestamp) { members[program]?.runsSince = now }

  mutating func wokeUp(_ now: Timestamp) {
    vacantSince = nil
    for (program, member) in members {
      if member.runsSince != nil { wentOn(program, now) }
      if member.looksUntil > .epoch { members[program]?.looksUntil = now.advanced(by: Self.lookUp) }
    }
  }

  mutating func passed(to turn: LeaseTurn, _ program: Int, _ now: Timestamp) {
    guard members[program]?.isOurs != turn.isOurs else { return }
    members[program]?.isOurs = turn.isOurs
    members[program]?.since = now
  }

  mutating func allow(_ id: JobID, _ program: Int) { allowed[program, default: []].insert(id) }

  mutating func reported(_ job: Job, by program: Int, _ now: Timestamp) {
    if let id = job.jobID, job.seen != nil { members[program]?.known.insert(id) }
    if job.state == .unconfirmed { members[program]?.looksUntil = now.advanced(by: Self.lookUp) }
  }

  mutating func looked(_ program: Int, _ now: Timestamp) -> String? {
    guard !members.values.contains(where: { $0.isOurs && $0.runsSince != nil }) else {
      vacantSince = nil
      return nil
    }
    let vacant = vacantSince ?? now
    vacantSince = vacant
    guard let runs = members[program]?.runsSince else { return nil }
    let time = max(runs, vacant).duration(to: now)
    return time > Self.takeOver ? "nobody has asked for \(time.inSeconds) s" : nil
  }

  mutating func asked(_ what: Asked, by program: Int, _ now: Timestamp) -> String? {
    guard let member = members[program] else { return nil }
    let isReader = !member.isOurs && member.since.duration(to: now) > Self.handOver
    switch what {
    case .create, .cancel, .other: return nil
    case .list:
      if isReader, now > member.looksUntil { return "\(program) reads and asks for the list" }
    case .status(let id):
      if isReader, member.known.contains(id), allowed[program]?.contains(id) != true {
        return "\(program) reads and asks about \(id)"
      }
      if let objection = tooOften(id, now) { return objection }
    }
    return member.isOurs ? rival(of: program, member, now) : nil
  }

  private func rival(of program: Int, _ member: Member, _ now: Timestamp) -> String? {
    let rival = members.first { other, its in
      guard other != program, its.isOurs, let runs = its.runsSince else { return false }
      let both = [member.since, member.runsSince ?? now, its.since, runs].max() ?? now
      return both.duration(to: now) > Self.handOver
    }
    return rival.map { "\(program) asks, and so does \($0.key)" }
  }

  /// Together they ask no more often than one may.
  private mutating func tooOften(_ id: JobID, _ now: Timestamp) -> String? {
    let begin = now.advanced(by: .seconds(-10))
    let times = (lately[id] ?? []).filter { $0 > begin } + [now]
    lately[id] = times
    return times.count > Self.mostInTenSeconds ? "\(id) is asked \(times.count) times in 10 s" : nil
  }
}
