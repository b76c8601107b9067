import JobModel

extension DashboardState {
  /// Tells whoever asks the servers which job is looked at closely, when it is another than before.
  mutating func inspecting() -> [DashboardEffect] {
    let wanted = detail == nil ? nil : cursor.run
    guard wanted != inspected else { return [] }
    inspected = wanted
    exchanges = nil
    answerValue = nil
    return [.inspect(wanted)]
  }

  /// Takes in what went to and fro; on a screen that stands still, only of a job not shown before.
  mutating func take(_ news: JobExchanges) {
    guard news.run == inspected else { return }
    if freeze != nil, exchanges?.run == news.run {
      freeze?.take(news)
    } else {
      if news.answer != exchanges?.answer { answerValue = news.answer.flatMap(Self.value) }
      exchanges = news
    }
  }

  private static func value(of answer: ReceivedAnswer) -> JSON? {
    try? JSON(parsing: answer.body)
  }
}
