import JobModel

/// What a subscriber of a client can hear.
package enum ClientReport: Hashable, Sendable {
  case update(JobUpdate)
  case status(ServerStatus)
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

  func yield(_ update: JobUpdate, _ isChange: Bool) {
    switch filter {
    case .everything:
      send(.update(update))
    case .news(let everyAnswer):
      if isChange || everyAnswer { send(.update(update)) }
    case .job(let id, let everyPoll):
      guard update.job.jobID == id, isChange || everyPoll else { return }
      send(.update(update))
      if update.state.isFinal { end(nil) }
    case .notices: break
    }
  }

  func yield(_ report: ClientReport) {
    switch (filter, report) {
    case (.everything, _), (.notices, .warning), (.notices, .status): send(report)
    case (.news, _), (.job, _): break
    case (.notices, .update), (.notices, .forgotten), (.notices, .exchanges), (.notices, .log):
      break
    }
  }

  func finish(throwing failure: JobFailure) {
    end(failure)
  }
}
