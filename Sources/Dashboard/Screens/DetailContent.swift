import JobModel
import Screen

/// What the details say of a job, line by line.
struct DetailContent {
  let row: JobRow
  let job: Job
  let state: DashboardState
  let width: Int
  let now: Timestamp
  let context: RowContext

  init(_ row: JobRow, in state: DashboardState, width: Int, at now: Timestamp) {
    self.row = row
    self.state = state
    self.width = max(10, width)
    self.now = now
    let status = state.statuses[row.job.server]
    context = RowContext(
      job: row.job,
      link: status?.link,
      unchanged: status?.unchanged,
      now: now,
      wasOverWhenFound: row.wasOverWhenFound,
      outlook: row.outlook(in: state.table.outlooks)
    )
    job = context.job
  }

  var lines: [[Span]] {
    summary + lane + [[]] + facts + [[]] + timeline + attempts + requests + inputs + result + answer
  }

  private var summary: [[Span]] {
    var lines: [[Span]] = []
    lines += title
    lines.append(stateLine)
    if !job.isKnownWord, let word = job.serverState {
      lines += wrapped(
        "The server says “\(word)”, a word that its profile does not list; it counts as running.",
        .attention
      )
    }
    if let confirmation = job.confirmation {
      lines += wrapped(
        "Its end was said \(confirmation.count) times of \(confirmation.needed) that are needed.",
        .attention
      )
    }
    if let reason = job.explanation {
      lines += wrapped(reason, job.reasonIsOfTryBefore ? .faint : job.state.role)
    }
    return lines
  }

  /// How it stands must be seen below it, also where the title is a whole text.
  private var title: [[Span]] {
    guard !job.label.isEmpty else { return [] }
    let lines = wrapped(job.label, context.isStale ? .faint : .strong)
    guard lines.count > Self.mostTitleLines else { return lines }
    let count = ShortText.total(job.label.count)
    return lines.prefix(Self.mostTitleLines - 1)
      + [[Span("… \(count) characters; y copies all of them as JSON", .faint)]]
  }

  private static let mostTitleLines = 5

  private var stateLine: [Span] {
    if context.isStale, let unseen = context.unseen { return stateLine(asItWas: unseen) }
    var line = [Span(job.stateText, job.isKnownWord ? job.state.role : .attention)]
    if let progress = job.progress, progress.isFinite, !job.state.isFinal {
      let share = min(max(progress, 0), 1)
      let full = Int(share * 20)
      line += [Span("  "), Span(Bar.full(full), .barFull), Span(Bar.empty(20 - full), .barEmpty)]
      line.append(Span(ShortText.percent(share)))
    }
    return line
  }

  /// The same of a job that is out of touch: without the bar, which looks like work.
  private func stateLine(asItWas unseen: Int64) -> [Span] {
    var words = job.stateText
    if let progress = job.progress, progress.isFinite {
      words += ShortText.percent(min(max(progress, 0), 1))
    }
    return [
      Span(words, .faint), Span("  as it was \(ShortText.age(unseen)) ago", .attention),
    ]
  }

  /// How long it was in which state, as one coloured line over the whole width.
  private var lane: [[Span]] {
    StateLane(row, until: laneEnd, width: width, isOld: context.isStale).lines
  }

  var laneEnd: Timestamp {
    job.finished ?? (context.isStale || job.state.isFinal ? job.seen : nil) ?? now
  }

  private var timeline: [[Span]] {
    let told = reasonsOfAttempts
    let lines = row.history.flatMap { change in
      var line = [
        Span(ShortText.moment(change.time, now: now, utcOffset: state.utcOffset) + "  ", .faint),
        Span(
          TextWidth.padded(change.stateText, to: 14),
          change.state.role
        ),
      ]
      if let attempt = change.attempt, attempt > 1 { line.append(Span("try \(attempt)  ")) }
      line.append(Span(change.origin, .faint))
      if change.runNumber != job.runNumber {
        line.append(Span("  run \(change.runNumber)", .faint))
      }
      // What stands beside the try that it ended need not be said of what came after it.
      let isTold = change.reason.map { told.contains($0) && change.runNumber == job.runNumber }
      return explained(line, by: isTold == true ? nil : change.explanation)
    }
    return [[Span("Timeline", .frameTitle)]] + lines
  }

  /// A line and its reason behind it, or below it where there is no room.
  func explained(_ line: [Span], by reason: String?) -> [[Span]] {
    guard let reason else { return [line] }
    if line.width + 2 + TextWidth.columns(of: reason) <= width {
      return [line + [Span("  " + reason, .faint)]]
    }
    let indent = 10
    let below = TextWrap.lines(of: reason, width: max(10, width - indent))
    return [line] + below.map { [Span(String(repeating: " ", count: indent) + $0, .faint)] }
  }

  private func wrapped(_ text: String, _ role: Role) -> [[Span]] {
    TextWrap.lines(of: text, width: width).map { [Span($0, role)] }
  }

  /// A name, and what it is, wrapped beside it.
  static func fact(_ name: String, _ text: String, width: Int) -> [[Span]] {
    let indent = 10
    let label = TextWidth.padded(name, to: indent - 1) + " "
    return TextWrap.lines(of: text, width: max(10, width - indent)).enumerated().map {
      [
        Span($0.offset == 0 ? label : String(repeating: " ", count: indent), .faint),
        Span($0.element),
      ]
    }
  }
}
