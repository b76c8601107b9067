import JobModel

/// What can be typed in the linear mode; a new command is one more of `all`.
struct PlainCommand: Sendable {
  let name: String
  let arguments: String
  let about: String
  /// Whether it asks a server to change something.
  var changesJobs = false
  let run: @Sendable (inout PlainSession, [String], Timestamp) -> [DashboardEffect]

  static let all: [PlainCommand] = [
    PlainCommand(name: "list", arguments: "[FILTER]", about: "the jobs, or those of a filter") {
      $0.list($1, at: $2)
      return []
    },
    PlainCommand(name: "show", arguments: "NUMBER", about: "all that is known of a job") {
      session,
      words,
      now in
      guard let row = session.row(words) else { return [] }
      session.show(row, at: now)
      return []
    },
    PlainCommand(
      name: "new",
      arguments: "[NAME=VALUE…] [@SERVER]",
      about: "start a job; inputs that it needs are asked",
      changesJobs: true
    ) { session, words, now in session.startJob(words, at: now) },
    PlainCommand(
      name: "cancel",
      arguments: "NUMBER",
      about: "ask its server to stop a job",
      changesJobs: true
    ) { session, words, now in
      session.ask(.cancel, words, at: now)
      return []
    },
    PlainCommand(
      name: "retry",
      arguments: "NUMBER",
      about: "run a job that has ended again",
      changesJobs: true
    ) { session, words, now in
      session.ask(.retry, words, at: now)
      return []
    },
    PlainCommand(
      name: "undo",
      arguments: "NUMBER",
      about: "take back a cancel or retry that is not sent yet",
      changesJobs: true
    ) { session, words, _ in session.undo(words) },
    PlainCommand(
      name: "go",
      arguments: "NUMBER",
      about: "send a cancel or retry at once",
      changesJobs: true
    ) { session, words, now in session.sendNow(words, at: now) },
    PlainCommand(name: "track", arguments: "ID… [@SERVER]", about: "follow jobs made elsewhere") {
      session,
      words,
      now in session.track(words, at: now)
    },
    PlainCommand(name: "help", arguments: "", about: "these commands") { session, _, _ in
      session.help()
      return []
    },
    PlainCommand(name: "quit", arguments: "", about: "leave; jobs go on") {
      session,
      _,
      _ in session.quit()
    },
  ]
}
