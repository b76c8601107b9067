import JobModel

/// How long jobs take, by server and kind.
struct Outlooks: Sendable {
  private var byServer: [String: [String: [DurationSpan: DurationOutlook]]] = [:]

  var isEmpty: Bool { byServer.isEmpty }

  /// What is known of jobs like this one.
  subscript(job: Job, span: DurationSpan) -> DurationOutlook? {
    job.kind.flatMap { byServer[job.server]?[$0]?[span] }
  }

  mutating func take(_ outlook: DurationOutlook) {
    byServer[outlook.server, default: [:]][outlook.kind, default: [:]][outlook.span] = outlook
  }
}

extension JobRow {
  /// Whether its run was over when it was first heard of, and nobody says since when.
  var wasOverWhenFound: Bool {
    guard job.state.isFinal else { return false }
    let first = history.first { $0.runNumber == job.runNumber }
    return first.map { $0.state.isFinal && $0.isOnlySeen } ?? false
  }

  /// Whether it ended when `finished` says.
  var isEndKnown: Bool { job.isEndKnown && !wasOverWhenFound }

  /// When its run began; nothing where that is not known here.
  var birth: Timestamp? {
    guard job.isCreationKnown else { return nil }
    guard job.runNumber > 1 else { return job.created }
    // Many servers go on saying when the job was created first.
    let isWhole = history.count < JobRow.historyLimit || history[0].runNumber != job.runNumber
    let first = isWhole ? history.first { $0.runNumber == job.runNumber } : nil
    return first.map { max($0.time, job.created) }
  }

  /// The same, or the latest that it can have been.
  var beginning: Timestamp? { birth ?? (job.runNumber == 1 ? job.created : nil) }

  /// When its present try began to run; nothing where it does not, or nobody here saw it begin.
  ///
  /// What the server says counts unless the job was seen waiting, or in an earlier try, after that.
  var start: Timestamp? {
    guard job.state == .running else { return nil }
    let own = history.drop { $0.runNumber != job.runNumber }
    let earlier = own.lastIndex { $0.state != .running || $0.attempt != job.attempt }
    guard let earlier else { return job.started }
    let seen = own[earlier...].dropFirst().first?.time
    guard let told = job.started, told >= own[earlier].time else { return seen }
    return told
  }

  /// What is known of jobs like this one, and when it began, by what is known best: how long they ran,
  /// or how long they took in all; nothing where neither is, or it has ended.
  func outlook(in outlooks: Outlooks) -> (DurationOutlook, birth: Timestamp)? {
    guard job.state.isActive else { return nil }
    if let start, let outlook = outlooks[job, .running] { return (outlook, start) }
    guard let birth, let outlook = outlooks[job, .whole] else { return nil }
    return (outlook, birth)
  }

  /// When nine in ten of its kind would have ended; nothing where that is not known.
  func expectedEnd(by outlooks: Outlooks) -> Timestamp? {
    outlook(in: outlooks).map { $1.advanced(by: $0.age(whenEnded: 0.9)) }
  }
}
