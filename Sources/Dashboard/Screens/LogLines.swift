import JobModel
import Screen

/// A job's log in the details, and below it whether more will come.
struct LogLines {
  let state: DashboardState
  let width: Int
  let now: Timestamp

  var lines: [[Span]] {
    guard let log = state.log, let text = state.logText else {
      return [[Span("Asking for the log …", .faint)]]
    }
    var lines: [[Span]] = []
    if log.isCut || text.isCut { lines.append([Span("… what came before is not kept.", .faint)]) }
    lines += text.wrapped(to: width)
    if text.lines.isEmpty, log.time != nil { lines.append([Span("The log is empty.", .faint)]) }
    return lines + [[]] + wrapped(ending(of: log))
  }

  private func ending(of log: JobLog) -> (String, Role) {
    if let trouble = log.trouble {
      return ("The log cannot be had: \(trouble); it is asked for again.", .attention)
    }
    guard log.next != nil else { return ("The job has ended; nothing more will come.", .faint) }
    let seconds = log.time.map { max(0, now.wholeSecond - $0.wholeSecond) } ?? 0
    return ("Followed while it is open; asked \(ShortText.age(seconds)) ago.", .faint)
  }

  private func wrapped(_ sentence: (String, Role)) -> [[Span]] {
    TextWrap.lines(of: sentence.0, width: width).map { [Span($0, sentence.1)] }
  }
}
