import JobModel
import Screen

/// The dashboard as lines of text, for whoever hears a screen instead of seeing it.
///
/// A sentence for each change, no lines or bars, nothing that is painted over. Jobs have numbers,
/// which they keep, and commands are typed.
package struct PlainSession: Sendable {
  /// What it is told.
  package enum Event: Sendable {
    case fact(DashboardEvent)
    /// A line was typed.
    case line(String)
  }

  var state: DashboardState
  /// How each job stood when it was last told.
  private var told: [RunID: JobState] = [:]
  private var reached: [String: Bool] = [:]
  /// Servers of which it was told that some requests keep failing.
  private var toldFailing: Set<String> = []
  /// Runs whose cancel or retry may not be sent yet, and can be taken back.
  var waiting: Set<RunID> = []
  /// A job that is being started, while its inputs are asked for one by one.
  var questions: PlainQuestions?
  /// Who leaves was told that something is not sent yet.
  var isLeaving = false
  var lines: [String] = []

  /// Columns of a job's name, and of what is said of it, that are read out; show has the rest.
  private static let longestName = 120
  private static let longestReason = 400
  /// More new jobs than that at once are only counted.
  private static let mostNew = 5

  /// Makes a session on a dashboard that knows nothing yet.
  package init(_ state: DashboardState) {
    self.state = state
  }

  /// Takes in what happened.
  /// - Returns: What to say, a sentence a line, and what is wished for.
  package mutating func take(
    _ event: Event,
    at now: Timestamp
  ) -> (lines: [String], effects: [DashboardEffect]) {
    lines = []
    var effects: [DashboardEffect] = []
    if case .line(let line) = event, !"quit".hasPrefix(line.trimmed) { isLeaving = false }
    switch event {
    case .fact(let fact): effects = tell(fact, at: now)
    case .line(let line): effects = obey(line, at: now)
    }
    return (lines.map { TextWidth.visible($0) }, effects)
  }

  mutating func say(_ sentence: String) {
    lines.append(sentence)
  }

  /// When something is due that nobody has to be heard of for; nothing: never.
  package var nextTick: Timestamp? {
    [state.alerts.due, state.actions.countdowns.min()].compactMap(\.self).min()
  }

  /// What would have been told within the next seconds, by who leaves before.
  package mutating func lastAlerts(at now: Timestamp) -> [DashboardEffect] {
    state.lastAlerts(at: now)
  }

  /// - Returns: Who is to be told of it outside, and what has counted down; all else is about a screen.
  private mutating func tell(_ fact: DashboardEvent, at now: Timestamp) -> [DashboardEffect] {
    let wishes = state.reduce(fact, at: now)
    switch fact {
    case .servers(let servers): greet(servers)
    case .updates(let updates):
      tell(updates, at: now)
      sayNotice()
    case .status(let status): tell(status, at: now)
    case .undone(let run, let failure):
      waiting.remove(run)
      let number = state.table.row(of: run).map { "Job \($0.arrival + 1): " } ?? ""
      say(number + failure.description)
    case .failed(let failure): say(failure.description)
    case .told(let sentence), .misconfigured(let sentence), .done(let sentence),
      .recordingStopped(let sentence):
      say(sentence)
    case .asked(let runs): waiting.subtract(runs)
    case .withdrawn(let runs): tellTakenBack(runs)
    case .configured, .wrote, .ended, .preview, .exchanges, .log, .download, .commandOutput,
      .commandEnded, .outlook, .forgotten, .key, .mouse, .focused, .resized, .tick:
      break
    }
    tellSent(wishes)
    return wishes.filter { wish in
      switch wish {
      case .ring, .notify, .create, .cancel, .retry: true
      case .preview, .withdraw, .track, .forget, .viewing, .pace, .play,
        .connect, .demo, .remember, .inspect, .followLog, .download, .open, .copy, .write, .title,
        .suspend, .redraw, .quit, .runCommand, .endCommand:
        false
      }
    }
  }

  private mutating func greet(_ servers: [ServerDescription]) {
    let names = servers.map { "\($0.name) at \($0.url)" }.joined(separator: ", ")
    say(servers.isEmpty ? "No server is configured: quit, and give --url." : "Watching \(names).")
    say("Type help for the commands, quit to leave.")
  }

  private mutating func tell(_ updates: [JobUpdate], at now: Timestamp) {
    var fresh: [JobRow] = []
    for update in updates {
      // Of several updates in a batch the last one counts: the row has it.
      guard let row = state.table.row(of: update.job.run) else { continue }
      let before = told[row.job.run] ?? update.replaces.flatMap { told[$0] }
      guard before != row.job.state else { continue }
      told[row.job.run] = row.job.state
      if before == nil { fresh.append(row) } else { say(sentence(on: row, at: now)) }
    }
    guard fresh.count > PlainSession.mostNew else {
      for row in fresh { say(sentence(on: row, at: now)) }
      return
    }
    say("\(ShortText.jobs(fresh.count)) came in. \(totals). Type list to hear them.")
  }

  /// As in `8 jobs: 5 running, 3 pending`.
  var totals: String {
    let asking = state.table.counts.asking
    let counts =
      (asking > 0 ? ["\(ShortText.total(asking)) asked for"] : [])
      + JobState.allCases.filter { state.table.counts[$0] > 0 }
      .map { "\(ShortText.total(state.table.counts[$0])) \($0.rawValue)" }
    return ShortText.jobs(state.table.rows.count)
      + (counts.isEmpty ? "" : ": " + counts.joined(separator: ", "))
  }

  private mutating func tell(_ status: ServerStatus, at now: Timestamp) {
    let isReached: Bool
    switch status.link {
    case .idle, .push, .longPoll, .poll, .limited: isReached = true
    case .retrying, .unanswered, .unauthorised: isReached = false
    case .connecting: return
    }
    if let failing = status.failing, !toldFailing.contains(status.server) {
      toldFailing.insert(status.server)
      say(failing.sentence(of: status.server, at: now))
    }
    guard reached.updateValue(isReached, forKey: status.server) ?? true != isReached else { return }
    switch status.link {
    case .retrying(let next, _, let failure):
      let what = failure.isAbsence ? silence(of: status, failure) : failure.description
      say("\(what) It is asked again in \(now.duration(to: next).ahead).")
    case .unanswered(_, let failure):
      say("\(silence(of: status, failure)) Nothing more is to be asked there now.")
    case .unauthorised(let reason):
      let advice = "Nothing more is asked there: mend their file, or start again."
      say("\(status.server) refuses the credentials: \(reason). \(advice)")
    case .idle, .push, .longPoll, .poll, .limited, .connecting: say("\(status.server) is back.")
    }
  }

  private func silence(of status: ServerStatus, _ failure: JobFailure) -> String {
    "\(status.server) does not answer: \(failure.brief)."
  }

  /// How a job stands, as in `Job 3, Keynote, failed after 1m12: unsupported codec`.
  func sentence(on row: JobRow, at now: Timestamp) -> String {
    let job = row.job
    var sentence = name(of: row)
    sentence += job.isHearsay && job.state.isActive ? " is asked for" : " \(job.state.verb)"
    if let age = job.age(at: now) {
      let bound = job.isCreationKnown ? "" : "at least "
      let words = bound + ShortText.age(age)
      sentence += job.state.isFinal ? " after \(words)" : ", \(words) old"
    }
    if !job.state.isFinal, let attempt = job.attempt, attempt > 1 { sentence += ", try \(attempt)" }
    if !job.state.isFinal, let progress = job.progress {
      sentence += ", \(ShortText.percent(progress).trimmed)"
    }
    if state.servers.count > 1 { sentence += ", on \(job.server)" }
    let link = job.reasonIsOfTryBefore ? "; " : ": "
    let why = job.explanation.map { TextWidth.abridged($0, to: PlainSession.longestReason) }
    return sentence + (why.map { link + $0 } ?? "") + "."
  }
}

extension PlainSession {
  /// A job as every sentence names it: `Job 3, Keynote,`.
  func name(of row: JobRow) -> String {
    let job = row.job
    let name = TextWidth.truncated(
      job.label.isEmpty ? job.jobID?.rawValue ?? "" : job.label,
      to: PlainSession.longestName
    )
    return "Job \(row.arrival + 1)" + (name.isEmpty ? "" : ", \(name),")
  }
}

extension JobState {
  /// In a sentence, after the job's name.
  fileprivate var verb: String {
    switch self {
    case .submitting: "is being sent"
    case .pending: "is pending"
    case .running: "is running"
    case .completed: "completed"
    case .failed: "failed"
    case .cancelled: "was cancelled"
    case .lost: "is lost"
    case .refused: "was refused"
    case .unconfirmed: "may or may not exist"
    }
  }
}
