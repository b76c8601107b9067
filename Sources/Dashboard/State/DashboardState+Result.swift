import JobModel

/// Opening and saving what came out of a job.
extension DashboardState {
  mutating func openResult(at now: Timestamp) -> [DashboardEffect] {
    guard let job = selected?.job, let source = resultSource(of: job, at: now) else { return [] }
    switch source {
    case .url(let url): return [.open(url: url)]
    case .value:
      let name = name(of: job)
      notice = .news("The result of \(name) is no URL: Enter shows it, d saves it.", at: now)
      return []
    }
  }

  mutating func downloadResult(at now: Timestamp) -> [DashboardEffect] {
    guard let job = selected?.job, let source = resultSource(of: job, at: now) else { return [] }
    guard downloads[job.run] == nil else {
      notice = .news("The result of \(name(of: job)) is being saved already.", at: now)
      return []
    }
    let download = source.download(of: job)
    downloads[job.run] = DownloadUnderWay(name: download.name)
    return [.download(download)]
  }

  /// What came out of a job; where nothing did, that is said.
  private mutating func resultSource(of job: Job, at now: Timestamp) -> ResultSource? {
    let source = ResultSource(of: job, on: server(named: job.server))
    guard source == nil else { return source }
    let end = job.state == .failed ? "failed" : "is \(job.state.rawValue)"
    let why = job.state.isFinal ? ": it " + end : " yet"
    notice = .news("\(name(of: job)) has no result\(why).", at: now)
    return nil
  }

  /// Takes in how far a download is.
  mutating func take(_ progress: Download.Progress, of run: RunID, at now: Timestamp) {
    switch progress {
    case .received(let count, let total):
      downloads[run]?.received = count
      downloads[run]?.total = total
    case .saved(let name, let bytes):
      downloads[run] = nil
      notice = .news("Saved as \(name), \(ShortText.bytes(bytes)).", at: now)
    case .failed(let sentence):
      downloads[run] = nil
      report(sentence, at: now)
    }
  }
}

/// A result that is being saved.
struct DownloadUnderWay: Hashable, Sendable {
  let name: String
  var received = 0
  var total: Int?

  /// As in `↓ keynote.mp4 45 %`.
  var words: String {
    guard let total, total > 0 else {
      return "↓ \(name)" + (received > 0 ? " " + ShortText.bytes(received) : "")
    }
    return "↓ \(name) \(min(100, received * 100 / total)) %"
  }
}
