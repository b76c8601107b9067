import JobModel

/// What the command line understands; a new command is one more of `all`.
struct Command: Sendable {
  let name: String
  let arguments: String
  let about: String
  /// Whether it is about jobs as they stand now.
  var isForNow = false
  /// Whether it asks a server to change something.
  var changesJobs = false
  let run: @Sendable (inout DashboardState, [String], Timestamp) -> [DashboardEffect]

  static let all: [Command] = [
    Command(
      name: "track",
      arguments: "ID… [@SERVER]",
      about: "Follow jobs made elsewhere",
      isForNow: true
    ) {
      $0.track($1, at: $2)
    },
    Command(
      name: "forget",
      arguments: "[ended]",
      about: "Take away this row, or all that ended",
      isForNow: true
    ) {
      $0.forgetRows($1, at: $2)
    },
    Command(
      name: "create",
      arguments: "[NAME=VALUE…] [@SERVER]",
      about: "Start a job; bare: with a form",
      isForNow: true,
      changesJobs: true
    ) {
      $0.create($1, at: $2)
    },
    Command(
      name: "connect",
      arguments: "URL [--profile NAME] [--name NAME]",
      about: "Watch another server, and remember it",
      isForNow: true
    ) {
      $0.connect($1, at: $2)
    },
    Command(
      name: "demo",
      arguments: "",
      about: "Start a simulator in here, and watch it",
      isForNow: true
    ) { _, _, _ in [.demo] },
    Command(
      name: "view",
      arguments: "[DIGIT [NAME]]",
      about: "Keep what is shown; the name - forgets it"
    ) { state, words, now in
      state.keepView(words, at: now)
      return []
    },
    Command(
      name: "notify",
      arguments: "[FILTER] [-> TO]",
      about: "Ring, or tell, when a job comes to match; - drops"
    ) { state, words, now in
      state.notify(words, at: now)
      return []
    },
    Command(
      name: "servers",
      arguments: "",
      about: "How each server answers, and why one does not"
    ) { state, _, _ in
      state.open(.servers)
      return []
    },
    Command(
      name: "messages",
      arguments: "",
      about: "What went wrong, the latest last"
    ) { state, _, now in
      state.openMessages(at: now)
      return []
    },
    Command(name: "help", arguments: "", about: "Keys, columns and commands") { state, _, now in
      state.perform(.help, at: now)
    },
    Command(
      name: "quit",
      arguments: "",
      about: "End the program; jobs go on"
    ) { state, words, now in
      guard words.isEmpty else {
        state.notice = .trouble("quit takes nothing behind it.", at: now)
        return []
      }
      return state.perform(.exit, at: now)
    },
  ]

  /// Whether it says nothing without an argument.
  var needsArguments: Bool { !arguments.isEmpty && !arguments.hasPrefix("[") }
}
