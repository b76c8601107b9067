import ArgumentParser

/// Waits for jobs to end.
struct WaitCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Wait until jobs have ended; the exit code tells how."
  )

  @OptionGroup var followed: FollowOptions

  var options: ServerOptions { followed.server }
  var listens: Bool { true }

  func run(_ connection: ServerConnection) async throws {
    try await followed.follow(.ends, on: connection)
  }
}
