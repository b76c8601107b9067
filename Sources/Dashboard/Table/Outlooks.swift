import JobModel

/// How long jobs take, by server and kind.
struct Outlooks: Sendable {
  private var byServer: [String: [String: DurationOutlook]] = [:]

  var isEmpty: Bool { byServer.isEmpty }

  /// What is known of jobs like this one.
  subscript(job: Job) -> DurationOutlook? {
    job.kind.flatMap { byServer[job.server]?[$0] }
  }

  mutating func take(_ outlook: DurationOutlook) {
    guard outlook.span == .whole else { return }
    byServer[outlook.server, default: [:]][outlook.kind] = outlook
  }
}

extension JobRow {
  /// When its run began; nothing where that is not known here.
  var birth: Timestamp? {
    guard job.isCreationKnown else { return nil }
    guard job.runNumber > 1 else { return job.created }
    // Many servers go on saying when the job was created first.
    let isWhole = history.count < JobRow.historyLimit || history[0].runNumber != job.runNumber
    let first = isWhole ? history.first { $0.runNumber == job.runNumber } : nil
    return first.map { max($0.time, job.created) }
  }

  /// What is known of jobs like this one, and when it began; nothing where either is not, or it has ended.
  func outlook(in outlooks: Outlooks) -> (DurationOutlook, birth: Timestamp)? {
    guard job.state.isActive, let birth, let outlook = outlooks[job] else { return nil }
    return (outlook, birth)
  }

  /// When nine in ten of its kind would have ended; nothing where that is not known.
  func expectedEnd(by outlooks: Outlooks) -> Timestamp? {
    outlook(in: outlooks).map { $1.advanced(by: $0.age(whenEnded: 0.9)) }
  }
}
