import ArgumentParser
import JobClient
import JobModel
import JobStore

/// Opens the dashboard on the configured servers, or on one that is named.
struct DashboardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard",
    abstract: "Watch jobs live; what jobtop does without a verb."
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var lookOptions: LookOptions
  @OptionGroup var recording: RecordingOptions

  @Argument(help: "Jobs to watch that were made elsewhere; - reads ids from standard input.")
  var ids: [String] = []

  func run() async throws {
    ProcessHeap.share()
    try await Failures.reported {
      let connections = try await ServerConnections(options)
      let look = try lookOptions.look(over: connections.settings)
      let clients = connections.clients
      var starts: [String: [JobID]] = [:]
      if !ids.isEmpty {
        let jobs = try JobIDs.read(ids)
        guard let first = clients.first else {
          throw CommandFailure(.usage, question)
        }
        starts[first.description.name] = jobs
      }
      async let pruning: Void = connections.prune()
      // Ids that came on standard input have used it up: what is left is to watch.
      let program = DashboardProgram(
        look: look,
        recorder: try recording.recorder(for: look),
        hearsInput: !ids.contains("-")
      )
      let outcome = try await program.run(
        clients,
        tracking: starts,
        telling: connections.store.notices.map(\.description),
        store: connections.store,
        connect: connections.connect,
        reload: await Reload(options, lookOptions, connections)
      )
      await pruning
      await connections.store.close()
      try outcome.exit()
    }
  }

  /// Without a server a word may have been meant as a command.
  private var question: String {
    let commands = JobtopCommand.configuration.subcommands.compactMap {
      $0.configuration.commandName
    }
    if let word = ids.first, let meant = Spelling.nearest(to: word, among: commands) {
      return
        "There is no command “\(word)”; did you mean \(meant)? If it is the id of a job, name its "
        + "server with --url or --server."
    }
    return "Which server has these jobs? Name it with --url or --server."
  }
}
