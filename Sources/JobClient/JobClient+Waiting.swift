import JobModel
import JobProfile

extension JobClient {
  /// Waits for a job's end, whatever it is: completed, failed, cancelled or lost.
  ///
  /// A failed request is not a failed job: it is repeated. At the deadline a last status request is
  /// sent, and its answer awaited for one second.
  /// - Parameters:
  ///   - job: The job; `JobID.only` on a server with one global job.
  ///   - limit: How long; nothing: for as long as it takes.
  ///   - maximumPolls: How many status requests at most, from 1; nothing: as many as it takes.
  /// - Returns: The final update.
  /// - Throws: `deadline` and `tooManyPolls`, with what is needed to go on waiting;
  ///   `unknownJob`, `unauthorised`; `unreachable` or `noAnswer` when as many requests in a row as the
  ///   options have `patience` failed before the server was ever reached; `unconfirmed` where the job's
  ///   create was not answered; `invalid` for a limit that makes no sense; `cancelled` with the task,
  ///   `closed` with the client.
  public func waitForCompletion(
    of job: JobID,
    within limit: Duration? = .seconds(120),
    maximumPolls: Int? = nil
  ) async throws(JobFailure) -> JobUpdate {
    try Self.check(limit, maximumPolls)
    return try await waitForCompletion(
      of: job,
      within: limit,
      until: nil,
      maximumPolls: maximumPolls
    )
  }

  /// The same for a caller whose time began before the wait.
  package func waitForCompletion(
    of job: JobID,
    within limit: Duration?,
    until deadline: Timestamp?,
    maximumPolls: Int? = nil
  ) async throws(JobFailure) -> JobUpdate {
    let deadline = deadline ?? limit.map { now.advanced(by: $0) }
    let updates = try await ask { ticket in
      .wait(
        JobWait(
          job: job,
          ticket: ticket,
          deadline: deadline,
          within: limit,
          maximumPolls: maximumPolls
        )
      )
    }
    guard let update = updates.first else { throw .closed }
    return update
  }

  private static func check(_ limit: Duration?, _ maximumPolls: Int?) throws(JobFailure) {
    if let limit, limit < .zero {
      throw .invalid(name: "within", given: limit.short, allowed: "a time from 0s, or nothing")
    }
    if let maximumPolls, maximumPolls < 1 {
      throw .invalid(name: "maximumPolls", given: "\(maximumPolls)", allowed: "a number from 1")
    }
  }

  /// Changes of one job, in order, each once; ends after the final one.
  /// - Parameters:
  ///   - job: The job; `JobID.only` on a server with one global job.
  ///   - limit: How long at most; nothing: for as long as it takes.
  ///   - maximumPolls: How many status requests at most, from 1; nothing: as many as it takes.
  ///   - everyPoll: Every answer counts, also “still pending”.
  /// - Returns: A stream that throws `JobFailure` as `waitForCompletion` does. Who stops reading it
  ///   stops the waiting, never the job.
  public func updates(
    of job: JobID,
    within limit: Duration? = .seconds(120),
    maximumPolls: Int? = nil,
    everyPoll: Bool = false
  ) -> AsyncThrowingStream<JobUpdate, any Error> {
    let number = nextNumber()
    return AsyncThrowingStream { continuation in
      let subscription = Subscription(
        number: number,
        filter: .job(job, everyPoll: everyPoll),
        send: { report in
          guard case .updates(let updates) = report else { return }
          for update in updates { continuation.yield(update) }
        },
        end: { failure in continuation.finish(throwing: failure) }
      )
      subscribe(subscription)
      let waiting = Task { [weak self] in
        do {
          let last = try await self?.waitForCompletion(
            of: job,
            within: limit,
            maximumPolls: maximumPolls
          )
          // A job that had ended before anyone listened: its end is all there is to tell.
          if let last { continuation.yield(last) }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { [weak self] _ in
        waiting.cancel()
        self?.unsubscribe(number)
      }
    }
  }

  /// Changes of all jobs from now on, in order, each once and when it is noted down; ends when the
  /// client closes.
  ///
  /// All jobs are those that this client created, waits for or tracks, those that the journal held,
  /// and, where the options say `discovers`, those that the server tells of.
  /// - Parameter everyPoll: Every answer counts, also “still pending”.
  /// - Returns: A stream of its own for each call; it keeps what has not been read yet.
  public func updates(everyPoll: Bool = false) -> AsyncStream<JobUpdate> {
    let number = nextNumber()
    return AsyncStream { continuation in
      let subscription = Subscription(
        number: number,
        filter: .news(everyAnswer: everyPoll),
        send: { report in
          guard case .updates(let updates) = report else { return }
          for update in updates { continuation.yield(update) }
        },
        end: { _ in continuation.finish() }
      )
      subscribe(subscription)
      continuation.onTermination = { [weak self] _ in self?.unsubscribe(number) }
    }
  }

  /// What is learned of jobs from now on, in order: changes, or every answer, when it is noted down.
  ///
  /// `hear` is called before a call returns that ends with what it is told.
  package func listen(everyAnswer: Bool, hear: @escaping @Sendable (JobUpdate) -> Void) {
    let subscription = Subscription(
      number: nextNumber(),
      filter: .news(everyAnswer: everyAnswer),
      send: { report in
        guard case .updates(let updates) = report else { return }
        for update in updates { hear(update) }
      },
      end: { _ in }
    )
    subscribe(subscription)
  }

  /// Everything that is learned of all jobs and of the server itself; ends when the client closes.
  package func reports() -> AsyncStream<ClientReport> {
    reports(.everything)
  }

  /// What the user should know although nothing failed by it, each once, and how we stand with the
  /// server; ends when the client closes.
  package func notices() -> AsyncStream<ClientReport> {
    reports(.notices)
  }

  private func reports(_ filter: Subscription.Filter) -> AsyncStream<ClientReport> {
    let number = nextNumber()
    return AsyncStream { continuation in
      let subscription = Subscription(
        number: number,
        filter: filter,
        send: { continuation.yield($0) },
        end: { _ in continuation.finish() }
      )
      subscribe(subscription)
      continuation.onTermination = { [weak self] _ in self?.unsubscribe(number) }
    }
  }
}
