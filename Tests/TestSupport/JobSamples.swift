import JobModel

extension Timestamp {
  /// The instant at which samples are looked at: 2026-11-21T14:03:22Z.
  package static let sampleNow = Timestamp(seconds: 1_795_269_802)
}

extension RunID {
  /// A run by a small number, the same in every test.
  package static func sample(_ number: UInt64) -> RunID {
    RunID(high: 0x4000, low: 0x8000_0000_0000_0000 | number)
  }
}

extension Job {
  /// A job that is believable in its state; a test states only what matters to it.
  ///
  /// It was created `age` before `Timestamp.sampleNow` and confirmed one second before it.
  package static func sample(
    _ number: UInt64 = 1,
    state: JobState = .running,
    server: String = "demo",
    title: String? = "Keynote → French",
    age: Duration = .seconds(72)
  ) -> Job {
    let created = Timestamp.sampleNow.advanced(by: .zero - age)
    var job = Job(
      run: .sample(number),
      server: server,
      jobID: JobID("7f3a\(String(0x9100 + number, radix: 16))"),
      state: state,
      created: created
    )
    job.title = title
    job.seen = Timestamp.sampleNow.advanced(by: .seconds(-1))
    job.interval = .seconds(2)
    job.polls = 1
    job.fill(for: state)
    return job
  }

  private mutating func fill(for state: JobState) {
    serverState = state.rawValue
    switch state {
    case .submitting, .unconfirmed, .refused:
      jobID = nil
      serverState = nil
      seen = nil
      polls = 0
    case .pending:
      break
    case .running:
      started = created.advanced(by: .seconds(12))
      progress = 0.78
      (attempt, attemptLimit) = (1, 3)
    case .completed, .failed, .cancelled, .lost:
      finished = Timestamp.sampleNow.advanced(by: .seconds(-10))
    }
    if state == .failed { (reason, attempt, attemptLimit) = ("unsupported codec", 3, 3) }
    if state == .refused { reason = "quota of 100 jobs is used up" }
    if state == .completed { result = "https://example.com/keynote.fr.mp4" }
  }
}

extension JobUpdate {
  /// A poll that found the job like this.
  package static func sample(
    _ job: Job,
    source: UpdateSource = .poll,
    replaces: RunID? = nil
  ) -> JobUpdate {
    JobUpdate(time: .sampleNow, source: source, job: job, replaces: replaces)
  }
}

extension ServerDescription {
  /// A server that can be asked everything.
  package static func sample(
    _ name: String = "demo",
    operations: Set<JobOperation> = Set(JobOperation.allCases),
    inputs: [InputField] = [],
    titleInput: String? = nil
  ) -> ServerDescription {
    ServerDescription(
      name: name,
      url: "http://127.0.0.1:8080",
      profile: "jobtop",
      operations: operations,
      inputs: inputs,
      titleInput: titleInput
    )
  }
}
