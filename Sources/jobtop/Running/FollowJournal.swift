import JobClient
import JobModel

/// Writes what becomes known of jobs that are followed, as it comes, and remembers how they ended.
struct FollowJournal {
  /// How each job ended, or why it is not followed any longer.
  private(set) var outcomes: [Outcome] = []
  private let news: FollowedNews
  private var writer: UpdateWriter
  /// Runs of which everything has been written that is to be written.
  private var closed: Set<RunID> = []
  /// What has been said of creates that came to nothing; it is said once.
  private var said: Set<String> = []
  /// Creates without an answer, until it is known whether the list of the server tells of them.
  private var doubted: [RunID: JobUpdate] = [:]
  /// Jobs that were lost.
  private var losses = 0

  init(_ format: OutputFormat, _ news: FollowedNews) {
    writer = UpdateWriter(format)
    self.news = news
  }

  /// Whether answers that change nothing are written as well.
  var wantsEveryAnswer: Bool {
    switch news {
    case .everyAnswer: true
    case .births, .ends, .changes: false
    }
  }

  /// Whether nothing is written while jobs go on.
  var isSilent: Bool {
    switch news {
    case .ends: true
    case .births, .changes, .everyAnswer: false
    }
  }

  /// Something was learned of a job.
  mutating func learn(_ update: JobUpdate) {
    writer.warn(of: update)
    doubted[update.job.run] = update.state == .unconfirmed ? update : nil
    guard update.state != .unconfirmed else { return }
    write(update)
  }

  private mutating func write(_ update: JobUpdate) {
    guard isNews(update), !closed.contains(update.job.run) else { return }
    if closes(update) { closed.insert(update.job.run) }
    writer.write(update)
    if update.state == .lost { tellLoss(of: update.job) }
  }

  /// More sentences about lost jobs nobody reads.
  private static let mostLosses = 5

  private mutating func tellLoss(of job: Job) {
    losses += 1
    guard losses <= Self.mostLosses else { return }
    let name = job.jobID.map { $0 == .only ? "its job" : "job \($0)" } ?? "a job"
    let reason = job.reason.map { ": \($0)" } ?? ""
    Streams.error("\(job.server): \(name) is lost\(reason). Nothing more is asked about it.")
  }

  private func isNews(_ update: JobUpdate) -> Bool {
    switch news {
    case .births: update.state != .submitting && update.source == .create
    case .ends: update.state.isFinal || update.state == .unconfirmed
    case .changes, .everyAnswer: update.state != .submitting
    }
  }

  private func closes(_ update: JobUpdate) -> Bool {
    switch news {
    case .births: true
    case .ends, .changes, .everyAnswer: update.state.isFinal
    }
  }

  /// A job is where it was waited for; written unless that was learned before.
  mutating func reach(_ update: JobUpdate, _ outcome: Outcome) {
    if update.state.isFinal {
      learn(update)
    } else if case .ends = news {
      writer.write(update)
    }
    outcomes.append(outcome)
  }

  /// Creates have been answered: those that made no job count, and for who waits for ends those that
  /// made one which has ended already.
  mutating func settle(_ reply: Reply) {
    for update in reply.updates where update.state == .unconfirmed {
      doubted[update.job.run] = nil
      write(update)
    }
    guard let failure = reply.failure else {
      let settled = reply.updates.filter { update in
        update.job.jobID == nil || update.state.isFinal && news != .births
      }
      outcomes += settled.map { Outcome($0.state) }
      return
    }
    outcomes.append(Outcome(ofCreate: failure))
    leave(reply.updates.filter { $0.state == .submitting })
    guard failure != .cancelled, said.insert(failure.description).inserted else { return }
    Streams.error(failure.told + failure.adviceOnCreate)
  }

  /// The time was over before all jobs were created.
  mutating func late(_ missing: Int, of count: Int) {
    let what =
      count == 1 ? "the job was" : "\(missing) of \(count) jobs \(missing == 1 ? "was" : "were")"
    Streams.error("The time is over: \(what) not created.")
    outcomes.append(.deadline)
  }

  /// Jobs are left before their end: writes how each stands, and says why and how to go on.
  mutating func leave(_ departure: Departure, on connection: ServerConnection) async {
    guard !departure.isEmpty else { return }
    let standing = await connection.client.standing()
    leave(departure.updates(from: standing, at: connection.clock.now))
    for line in departure.sentences(connection.goOn) { Streams.error(line) }
    outcomes += departure.outcomes
    await connection.client.forgetUnseen(departure.denied)
  }

  /// Writes how jobs stand that are left.
  mutating func leave(_ jobs: [JobUpdate]) {
    for job in jobs { writer.write(job) }
  }

  /// Nothing will follow.
  mutating func finish() {
    for update in doubted.values.sorted(by: { $0.time < $1.time }) { write(update) }
    writer.finish()
  }
}

extension JobFailure {
  /// What to do about a create that made no job, where its sentence does not say that.
  fileprivate var adviceOnCreate: String {
    switch self {
    case .failed, .refused: " It made no job; send it again when that is mended."
    case .throttled: " It made no job; send it again later."
    case .noAnswer: " It can be sent again when the server answers."
    case .unreachable, .untrusted, .unauthorised, .unreadable, .unknownJob, .notSent, .unsupported,
      .unconfirmed, .deadline, .tooManyPolls, .invalid, .journal, .foreignLink, .cannotListen,
      .unkept, .unread, .closed, .cancelled:
      ""
    }
  }
}
