import JobModel
import Screen

extension DetailContent {
  /// What the job was created with.
  var inputs: [[Span]] {
    guard let draft = job.draft, !draft.inputs.isEmpty else { return [] }
    let sorted = draft.inputs.sorted { $0.key < $1.key }
    let isPlain = sorted.allSatisfy { $0.value.text.map { $0.utf8.count <= 400 } ?? false }
    let lines =
      isPlain
      ? sorted.flatMap { DetailContent.fact($0.key, $0.value.text ?? "", width: width) }
      : PayloadLines.lines(
        of: .object(sorted.map { JSON.Member($0.key, $0.value) }),
        width: width
      )
    return [[], [Span("Inputs", .frameTitle)]] + lines
  }

  /// What came out: a URL as it is, anything else as JSON.
  var result: [[Span]] {
    guard let result = job.result, result != .null else { return [] }
    let lines =
      result.string.map { text in
        TextWrap.lines(of: text, width: width).map { [Span($0)] } + DetailContent.rest(of: text)
      } ?? PayloadLines.lines(of: result, width: width)
    return [[], [Span("Result", .frameTitle)]] + lines
  }

  /// The last answer of the server about this job alone, as it was received; JSON is indented.
  var answer: [[Span]] {
    guard state.exchanges?.run == job.run, let answer = state.exchanges?.answer else { return [] }
    let time = ShortText.moment(answer.time, now: now, utcOffset: state.utcOffset)
    let about = "  \(answer.code), \(ShortText.bytes(answer.length)), \(time)"
    let title = [Span("Last answer", .frameTitle), Span(about, .faint)]
    return [[], title] + body(of: answer)
  }

  private func body(of answer: ReceivedAnswer) -> [[Span]] {
    guard !answer.body.isEmpty else { return [[Span("It has no body.", .faint)]] }
    if let value = state.answerValue { return PayloadLines.lines(of: value, width: width) }
    let kept = answer.body.utf8.count
    let isWhole = kept >= answer.length
    let text = TextWrap.lines(of: answer.body, width: width).map { [Span($0)] }
    if isWhole { return text + DetailContent.rest(of: answer.body) }
    let sentence = "… it has \(ShortText.bytes(answer.length)); the rest is not kept."
    return text + [[Span(sentence, .attention)]]
  }

  /// What to know of a text that is longer than what is shown of it.
  private static func rest(of text: String) -> [[Span]] {
    guard text.utf8.count > TextWrap.longest, text.count > TextWrap.longest else { return [] }
    return [[Span("… it has \(ShortText.total(text.count)) characters in all.", .attention)]]
  }
}
