import JobModel
import Screen

/// What went wrong, the latest last, each with its time.
struct MessageLines {
  let state: DashboardState
  let width: Int
  let now: Timestamp

  var lines: [[Span]] {
    state.messages.all.flatMap { message -> [[Span]] in
      let time = ShortText.moment(message.time, now: now, utcOffset: state.utcOffset) + "  "
      let count = message.count > 1 ? " (\(ShortText.total(message.count)) times)" : ""
      let indent = time.count
      let text = TextWrap.lines(of: message.text + count, width: max(10, width - indent))
      return text.enumerated().map { offset, line in
        [Span(offset == 0 ? time : String(repeating: " ", count: indent), .faint), Span(line)]
      }
    }
  }
}
