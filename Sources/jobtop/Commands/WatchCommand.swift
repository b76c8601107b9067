import ArgumentParser

/// Writes every change of jobs as it happens.
struct WatchCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Write every change of jobs as it happens, until all have ended."
  )

  @OptionGroup var followed: FollowOptions

  @Flag(help: .hidden)
  var any = false

  @Option(help: .hidden)
  var until: String?

  func validate() throws {
    if any {
      throw ValidationError(
        "watch stays until every job has ended; “jobtop wait --any” until the first has."
      )
    }
    if until != nil {
      throw ValidationError(
        "watch stays until every job has ended; “jobtop wait --until” until they are where you say."
      )
    }
  }

  var options: ServerOptions { followed.server }
  var listens: Bool { true }

  func run(_ connection: ServerConnection) async throws {
    try await followed.follow(.changes, by: ["watch"], on: connection)
  }
}
