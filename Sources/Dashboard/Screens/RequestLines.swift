import JobModel
import Screen

/// What went to and fro about a job, a line for each; equal ones in a row are one line.
///
///     14:03:20    POST /v1/jobs              201   14 ms   402 B
///     14:03:28    GET /v1/jobs/7  ×4         200   12 ms   398 B
///     14:03:40    GET /v1/jobs/7               –    10 s
///                 nothing within 10 s
///     14:03:42  ↻ GET /v1/jobs/7             200    9 ms   398 B
///                 again, because: no answer
struct RequestLines {
  let exchanges: [Exchange]
  /// What the server calls the job: the part of a path that says least here.
  var id = ""
  let width: Int
  let now: Timestamp
  let utcOffset: Int

  /// Below that lines say no bytes.
  private static let comfortable = 52

  var lines: [[Span]] { folded.flatMap { lines(of: $0.exchange, count: $0.count) } }

  /// Equal requests in a row as the last of them, and how many there were.
  private var folded: [(exchange: Exchange, count: Int)] {
    exchanges.reduce(into: []) { folded, exchange in
      if let last = folded.last, last.exchange.isSameKind(as: exchange) {
        folded[folded.count - 1] = (exchange, last.count + 1)
      } else {
        folded.append((exchange, 1))
      }
    }
  }

  private func lines(of exchange: Exchange, count: Int) -> [[Span]] {
    let time = ShortText.moment(exchange.time, now: now, utcOffset: utcOffset)
    let mark = exchange.isRepeat ? "↻ " : "  "
    let head = [Span(time + "  ", .faint), Span(mark, .attention)]
    let numbers = numbers(of: exchange)
    let times = count > 1 ? "  ×\(ShortText.count(count))" : ""
    let room = max(8, width - head.width - numbers.width - times.count)
    let name = TextWidth.truncated(fitting(exchange.name, to: room), to: room)
    let gap = room - TextWidth.columns(of: name)
    let line =
      head + [Span(name, exchange.role), Span(times, .strong)]
      + [Span(String(repeating: " ", count: gap))] + numbers
    return [line] + remarks(on: exchange, indent: head.width)
  }

  /// What tells a request from others stands at the end of its path: the id goes first.
  private func fitting(_ name: String, to room: Int) -> String {
    guard !id.isEmpty, TextWidth.columns(of: name) > room else { return name }
    return name.replacing("/" + id, with: "/…")
  }

  /// Code, time and bytes, each under the one above.
  private func numbers(of exchange: Exchange) -> [Span] {
    guard exchange.outcome != .heard else { return bytes(of: exchange) }
    let code: Span
    switch exchange.outcome {
    case .answered(let number, let trouble):
      code = Span("  " + String(number), trouble == nil ? .plain : .attention)
    case .unanswered, .heard: code = Span("    –", .failure)
    }
    let time = RequestLines.padded(exchange.duration.short, to: 8)
    return [code, Span(time, .faint)] + bytes(of: exchange)
  }

  private func bytes(of exchange: Exchange) -> [Span] {
    guard width >= RequestLines.comfortable else { return [] }
    let text = exchange.bytes > 0 ? ShortText.bytes(exchange.bytes) : ""
    return [Span(RequestLines.padded(text, to: 8), .faint)]
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - TextWidth.columns(of: text))) + text
  }

  /// Why it was sent, where that is not the plan, and what was wrong, below the line.
  private func remarks(on exchange: Exchange, indent: Int) -> [[Span]] {
    let remarks = [(exchange.reason, Role.faint), (exchange.trouble, .attention)]
    let blank = String(repeating: " ", count: indent)
    return remarks.flatMap { text, role in
      guard let text else { return [] as [[Span]] }
      return TextWrap.lines(of: text, width: max(8, width - indent)).prefix(3).map {
        [Span(blank), Span($0, role)]
      }
    }
  }
}

extension Exchange {
  /// The request, or how the message came.
  fileprivate var name: String {
    if case .message(let kind) = cause { UpdateSource.push(kind).words } else { line }
  }

  fileprivate var role: Role { cause == .plan || cause == .list ? .plain : .strong }

  /// Why it was sent; nothing where it was only due.
  fileprivate var reason: String? {
    switch cause {
    case .plan, .message: nil
    case .hold: "held by the server until there is news"
    case .list: "one list for all jobs"
    case .wish: nil
    case .confirmation(let kind): "to confirm what came by \(UpdateSource.push(kind).words)"
    case .repetition(let why): "again, because: \(why)"
    }
  }

  fileprivate var trouble: String? {
    switch outcome {
    case .answered(_, let trouble): trouble
    case .unanswered(let why): why
    case .heard: nil
    }
  }

  /// Whether one line can stand for both.
  fileprivate func isSameKind(as other: Exchange) -> Bool {
    line == other.line && cause == other.cause && outcome == other.outcome
  }
}
