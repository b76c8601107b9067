import ArgumentParser

/// The program: without a verb it opens the dashboard.
@main
struct JobtopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobtop",
    abstract: "Watch asynchronous jobs on HTTP job servers, live, in a terminal.",
    version: "0.1.0",
    subcommands: [
      DashboardCommand.self, DemoCommand.self, ServeCommand.self, CreateCommand.self,
      EachJobCommand<StatusVerb>.self, WaitCommand.self, WatchCommand.self, ListCommand.self,
      EachJobCommand<TrackVerb>.self, EachJobCommand<CancelVerb>.self,
      EachJobCommand<RetryVerb>.self, ReplayCommand.self, ConnectCommand.self,
      SnapshotCommand.self,
      ProfilesCommand.self,
    ],
    defaultSubcommand: DashboardCommand.self
  )
}
