import JobModel
import JobProfile

extension JobClient {
  /// Creates one job.
  ///
  /// Its key and body are fixed, and noted down, before the first try. It is tried again only where
  /// that cannot make a second job. When this returns, the id is noted down as well.
  /// - Parameter inputs: What the profile's `inputs` ask for, by name.
  /// - Returns: The id that the server gave it.
  /// - Throws: `refused`, `unconfirmed` when no answer came, `unreachable`, `unauthorised`,
  ///   `invalid` for an input that the profile does not know, `unsupported`, `journal`.
  public func create(_ inputs: [String: JSON] = [:]) async throws(JobFailure) -> JobID {
    let updates = try await create(drafts: [Draft(inputs: inputs)])
    guard let id = updates.first?.job.jobID else { throw .closed }
    return id
  }

  /// Creates several jobs and returns when each has been answered, or given up.
  /// - Parameter drafts: What each is made of; several may be equal.
  /// - Returns: How each stands: pending or further, `refused`, or `unconfirmed`. A server that makes
  ///   several jobs of one draft is answered with several.
  /// - Throws: As `create` does, when not one was created.
  public func create(drafts: [Draft]) async throws(JobFailure) -> [JobUpdate] {
    let reply = await attempt(drafts)
    if let failure = reply.failure { throw failure }
    return reply.updates
  }

  /// Creates jobs and tells how each draft stands, also where not one became a job.
  ///
  /// What is not answered `within` that time is given up; what was not sent is then not sent. The
  /// time begins now, or is over at `deadline`.
  package func attempt(
    _ drafts: [Draft],
    within limit: Duration? = nil,
    until deadline: Timestamp? = nil
  ) async -> Reply {
    let number = await journal.reserve(drafts.count, of: description.name)
    return await reply(to: { ticket in
      .create(drafts, firstNumber: number, within: limit, until: deadline, ticket: ticket)
    })
  }

  /// Finds out what came of the creates that earlier processes left without an answer.
  ///
  /// The time begins now, or is over at `deadline`.
  package func settleLeft(
    within limit: Duration? = nil,
    until deadline: Timestamp? = nil
  ) async -> Reply {
    await reply(to: { .settleLeft(within: limit, until: deadline, ticket: $0) })
  }

  /// Asks once how a job stands; `JobID.only` is the job of a server with one global job.
  /// - Throws: `unknownJob`, `unreachable`, `unauthorised`, `throttled`, `failed`, `unreadable`.
  public func status(of job: JobID) async throws(JobFailure) -> JobUpdate {
    let updates = try await ask { .query(job, ticket: $0) }
    guard let update = updates.first else { throw .unknownJob(server: description.name, id: job) }
    return update
  }

  /// Asks once for the server's list, up to 10,000 jobs.
  /// - Parameter filters: Values for the filters of the list, as in `["filter.state": "failed"]`.
  /// - Returns: Each job as an update of its own.
  /// - Throws: `unsupported` where the profile has no list; else as `status(of:)`.
  public func list(_ filters: [String: JSON] = [:]) async throws(JobFailure) -> [JobUpdate] {
    try await ask { .enumerate(filters: filters, ticket: $0) }
  }

  /// Watches jobs that were made elsewhere; each shows up in `updates()` at once.
  /// - Returns: How each stands as far as it is known: of a job that is new here nothing but its id.
  /// - Throws: `cancelled` with the task, `closed` with the client; whether there is such a job its
  ///   first answer will tell.
  @discardableResult
  public func track(_ jobs: [JobID]) async throws(JobFailure) -> [JobUpdate] {
    try await ask { .track(jobs, ticket: $0) }
  }

  /// Asks the server to cancel a job; the state that follows tells whether it did.
  /// - Throws: `refused`, `unsupported`, `unknownJob`; `notSent` where the server was away and the job
  ///   has ended meanwhile; else as `status(of:)`.
  public func cancel(_ job: JobID) async throws(JobFailure) -> JobUpdate {
    try await control(.cancel, job)
  }

  /// Asks the server to run a job again.
  /// - Throws: `refused`, `unsupported`, `unknownJob`; else as `status(of:)`.
  public func retry(_ job: JobID) async throws(JobFailure) -> JobUpdate {
    try await control(.retry, job)
  }

  private func control(
    _ operation: JobOperation,
    _ job: JobID
  ) async throws(JobFailure) -> JobUpdate {
    let tracked = try await ask { .track([job], isWish: false, ticket: $0) }
    guard let run = tracked.first?.job.run else {
      throw .unknownJob(server: description.name, id: job)
    }
    return try await control(operation, run)
  }

  /// Cancels, retries or deletes a run; not sent where the id has a newer run.
  ///
  /// Where the server has not confirmed the run within that time, it is asked first how it stands.
  package func control(
    _ operation: JobOperation,
    _ run: RunID,
    confirmedWithin limit: Duration? = nil
  ) async throws(JobFailure) -> JobUpdate {
    let updates = try await ask {
      .control(operation, run, confirmedWithin: limit, ticket: $0)
    }
    guard let update = updates.first else { throw .closed }
    return update
  }

  /// Watches those of the jobs no longer of which no server has ever said anything: somebody mistyped an
  /// id.
  package func forgetUnseen(_ jobs: [JobID]) async {
    let runs = await standing().map(\.job).filter { job in
      job.seen == nil && job.draft == nil && job.jobID.map(jobs.contains) ?? false
    }
    if !runs.isEmpty { tell(.forget(runs.map(\.run))) }
  }
}
