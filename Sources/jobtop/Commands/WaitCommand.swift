import ArgumentParser

/// Waits for jobs to end, or to get somewhere.
struct WaitCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Wait until jobs have ended; the exit code tells how."
  )

  @OptionGroup var followed: FollowOptions
  @OptionGroup var wanted: GoalOptions

  var options: ServerOptions { followed.server }
  var listens: Bool { true }

  func run(_ connection: ServerConnection) async throws {
    let command = ["wait"] + wanted.words
    try await followed.follow(.ends, until: wanted.goal, by: command, on: connection)
  }
}
