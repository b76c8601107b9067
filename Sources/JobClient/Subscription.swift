import JobModel

/// What a subscriber of a client can hear.
package enum ClientReport: Hashable, Sendable {
  /// In order; never empty.
  case updates([JobUpdate])
  case status(ServerStatus)
  /// How long jobs of a kind take.
  case outlook(DurationOutlook)
  case forgotten([RunID])
  /// What went to and fro about the run that is looked at closely.
  case exchanges(JobExchanges)
  /// The log that somebody reads.
  case log(JobLog)
  /// Something that the user should know, and that nothing failed by.
  case warning(JobFailure)
}

/// Someone who hears what the watcher reports.
struct Subscription: Sendable {
  let number: Int
  let filter: Filter
  private let send: @Sendable (ClientReport) -> Void
  private let end: @Sendable (JobFailure?) -> Void

  /// What is of interest.
  enum Filter: Sendable {
    /// Everything, what is known already and answers that changed nothing included.
    case everything
    /// What is learned of any job from now on: changes, or every answer.
    case news(everyAnswer: Bool)
    /// Changes of one job, or also every answer about it.
    case job(JobID, everyPoll: Bool)
    /// What the user should know, and how we stand with the server.
    case notices
  }

  init(
    number: Int,
    filter: Filter,
    send: @escaping @Sendable (ClientReport) -> Void,
    end: @escaping @Sendable (JobFailure?) -> Void
  ) {
    self.number = number
    self.filter = filter
    self.send = send
    self.end = end
  }

  /// Whether it hears of a job only when the journal has what it hears; a screen must not wait.
  var waitsForJournal: Bool {
    switch filter {
    case .everything, .notices: false
    case .news, .job: true
    }
  }

  /// Tells what was learned, in order, as one report: each wakes who hears it.
  func yield(_ news: [News]) {
    let updates = news.lazy.filter(interests).map(\.update)
    guard !updates.isEmpty else { return }
    send(.updates(Array(updates)))
    if case .job = filter, updates.contains(where: \.state.isFinal) { end(nil) }
  }

  private func interests(_ news: News) -> Bool {
    switch filter {
    case .everything: true
    case .news(let everyAnswer): news.weight >= (everyAnswer ? .answer : .change)
    case .job(let id, let everyPoll):
      news.update.job.jobID == id && news.weight >= (everyPoll ? .answer : .change)
    case .notices: false
    }
  }

  func yield(_ report: ClientReport) {
    switch (filter, report) {
    case (.everything, _), (.notices, .warning), (.notices, .status): send(report)
    case (.news, _), (.job, _): break
    case (.notices, .updates), (.notices, .outlook), (.notices, .forgotten),
      (.notices, .exchanges), (.notices, .log):
      break
    }
  }

  func finish(throwing failure: JobFailure) {
    end(failure)
  }
}
