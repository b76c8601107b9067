import JobModel

extension AnswerReader {
  /// The facts of an answer that says yes; nothing where it does not.
  ///
  /// Outside of 2xx an answer counts only where the profile lists its code and its state is readable:
  /// a server may tell of a failed job with a 500.
  func success() -> Reading? {
    let isFine = (200..<300).contains(answer.code)
    guard isFine || isListed else { return nil }
    if let why = unreadableBody { return isFine ? .unreadable(why: why) : nil }
    let record = spelling.answer.read(content, answer.headers)
    let reading: Reading
    switch operation {
    case .list, .bulk: reading = list(record)
    case .create: reading = created(record)
    case .status, .cancel, .retry, .delete, .log: reading = single(record)
    }
    if case .unreadable = reading, !isFine { return nil }
    return reading
  }

  private var isListed: Bool {
    if spelling.answer.lists(answer.code) { return true }
    return spelling.answer.tells(.state) && profile.states.codes.contains(answer.code)
  }

  /// Why a body that must say something says nothing; nothing where it is fine.
  private var unreadableBody: String? {
    let mustSay =
      switch operation {
      case .status, .list, .bulk: true
      case .create: content != .empty && spelling.answer.tells(.id)
      case .cancel, .retry, .delete, .log: false
      }
    guard mustSay, case .json(let sample) = spelling.answer.body else { return nil }
    switch content {
    case .empty: return "it is empty"
    case .text(_, let why): return why
    case .json(let value, _): return sample.misfit(value)
    }
  }

  /// An answer about one job; inside a list it is the element with its id.
  private func single(_ record: AnswerRecord) -> Reading {
    guard let about = element(of: record) else { return .missing(reason: nil) }
    switch finding(of: about, in: record) {
    case .missing: return .missing(reason: about.facts.reason ?? derivedReason())
    case .none:
      guard operation != .status else { return .unreadable(why: "it has no state") }
      return .jobs([identified(about.settled(with: nil))], page: ListPage())
    case .state(let state):
      return .jobs([identified(about.settled(with: state))], page: ListPage())
    }
  }

  /// How the job stands, by its element or else by what stands beside the list: a header, say.
  private func finding(of job: JobRecord, in record: AnswerRecord) -> States.Finding {
    let own = profile.states.finding(in: job)
    return own == .none ? profile.states.finding(in: record.shared) : own
  }

  private func element(of record: AnswerRecord) -> JobRecord? {
    guard let jobs = record.jobs else { return record.shared }
    return jobs.first { $0.facts.jobID == id }
  }

  /// The job that was asked about keeps its name; only a retry may give another job.
  private func identified(_ facts: JobFacts) -> JobFacts {
    var facts = facts
    let own = profile.hasOneJob ? JobID.only : id
    facts.jobID = operation == .retry ? facts.jobID ?? own : own ?? facts.jobID
    return facts
  }

  /// One job for each id.
  private func created(_ record: AnswerRecord) -> Reading {
    let jobs = record.jobs ?? [record.shared]
    let found = jobs.compactMap { job -> JobFacts? in
      var state: JobFacts.StateReading?
      if case .state(let reading) = profile.states.finding(in: job) { state = reading }
      var facts = job.settled(with: state)
      facts.jobID = facts.jobID ?? record.shared.facts.jobID ?? (profile.hasOneJob ? .only : id)
      return facts.jobID == nil ? nil : facts
    }
    guard !found.isEmpty else {
      let isTooLong = (jobs + [record.shared]).contains(where: \.hasTooLongID)
      return .unreadable(
        why: isTooLong ? "its id is longer than \(JobID.longest) bytes" : "it has no id"
      )
    }
    return .jobs(found, page: ListPage())
  }

  /// All jobs of a list; one without an id, or one that is said to be gone, is none.
  private func list(_ record: AnswerRecord) -> Reading {
    guard let jobs = record.jobs else { return .unreadable(why: "it has no list of jobs") }
    var found: [JobFacts] = []
    found.reserveCapacity(jobs.count)
    for job in jobs where job.facts.jobID != nil {
      switch profile.states.finding(in: job) {
      case .missing: continue
      case .none: found.append(job.settled(with: nil))
      case .state(let state): found.append(job.settled(with: state))
      }
    }
    var page = nextPage(after: record.shared, count: jobs.count)
    page.unnamed = jobs.count(where: \.hasTooLongID)
    return .jobs(found, page: page)
  }
}

extension Sample {
  /// Why a value is not even of this shape; nothing where it is, or might be.
  fileprivate func misfit(_ value: JSON) -> String? {
    switch (self, value) {
    case (.object, .object), (.keyed, .object): nil
    case (.object, _), (.keyed, _): "it is not an object"
    case (.array, .array), (.first, .array), (.each, .array): nil
    case (.array, _), (.first, _), (.each, _): "it is not a list"
    case (.constant, _), (.hole, _), (.anything, _), (.text, _): nil
    }
  }
}
