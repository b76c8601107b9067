import JobModel

/// The log of the job under the cursor, in the place of its details.
extension DashboardState {
  /// Shows it, or the details again.
  mutating func toggleLog(at now: Timestamp) {
    guard detail?.page != .log else { return leavePage() }
    guard let job = selected?.job else { return }
    guard can(.log, on: job.server) else {
      let profile = server(named: job.server)?.profile ?? ""
      notice = .news(
        "\(job.server) has no log of its jobs: the profile \(profile) names no such request.",
        at: now
      )
      return
    }
    guard job.jobID != nil else {
      notice = .news("\(name(of: job)) has no answer yet, and so no log.", at: now)
      return
    }
    open(.log)
  }

  /// Puts a page in the place of the details, from its end, with the keyboard.
  mutating func open(_ page: DetailPane.Page) {
    var pane = DetailPane(isFocused: true, page: page)
    pane.hadFacts = detail.map { $0.page == .facts || $0.hadFacts } ?? false
    detail = pane
  }

  /// Back to the details, or to the table where they were not open.
  mutating func leavePage() {
    detail = detail?.hadFacts == true ? DetailPane(isFocused: true) : nil
  }

  /// Asks for the log that is read, when it is another than before.
  mutating func reading() -> [DashboardEffect] {
    let wanted = detail?.page == .log ? cursor.run : nil
    guard wanted != readLog else { return [] }
    readLog = wanted
    log = nil
    logText = nil
    return [.followLog(wanted)]
  }

  /// Takes in what a server has of the log that is read.
  mutating func take(_ log: JobLog) {
    guard log.run == readLog else { return }
    // A screen that stands still shows no more of it, but some of it where it shows none yet.
    guard freeze == nil || self.log == nil else {
      freeze?.take(log)
      return
    }
    if self.log?.text != log.text || logText == nil { logText = LogText(log.text) }
    self.log = log
  }
}
