import ArgumentParser
import Terminal

/// The program: without a verb it opens the dashboard.
@main
struct JobtopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobtop",
    abstract: "Watch asynchronous jobs on HTTP job servers, live, in a terminal.",
    version: Version.text,
    subcommands: [
      DashboardCommand.self, DemoCommand.self, ServeCommand.self, CreateCommand.self,
      EachJobCommand<StatusVerb>.self, WaitCommand.self, WatchCommand.self, ListCommand.self,
      EachJobCommand<TrackVerb>.self, ForgetCommand.self, EachJobCommand<CancelVerb>.self,
      EachJobCommand<RetryVerb>.self, DownloadCommand.self, ExportCommand.self,
      ReplayCommand.self, ConnectCommand.self, SnapshotCommand.self, ProfilesCommand.self,
      DoctorCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: DashboardCommand.self
  )

  static func main() async {
    Streams.fillGaps()
    ProcessMemory.forbidDumps()
    if let mistake = HelpRequest.mistake(in: Array(CommandLine.arguments.dropFirst())) {
      Streams.error(mistake)
      exit(withError: ExitCode(Outcome.usage.rawValue))
    }
    do {
      var command = try await asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      if exitCode(for: error) == .success { tell(error) }
      exit(withError: error)
    }
  }

  /// Writes what was asked for instead of a command, such as help, as commands write: a full disk is
  /// told of.
  private static func tell(_ request: any Error) -> Never {
    var text = fullMessage(for: request, columns: nil)
    if let place = CommandLine.arguments.firstIndex(of: "--generate-completion-script") {
      let shell = CommandLine.arguments.dropFirst(place + 1).first ?? ""
      text = CompletionScript.text(for: shell, of: text) ?? text
    }
    if !text.isEmpty { Streams.out(text) }
    exit()
  }
}
