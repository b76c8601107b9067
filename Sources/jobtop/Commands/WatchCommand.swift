import ArgumentParser

/// Writes every change of jobs as it happens.
struct WatchCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Write every change of jobs as it happens, until all have ended."
  )

  @OptionGroup var followed: FollowOptions

  var options: ServerOptions { followed.server }
  var listens: Bool { true }

  func run(_ connection: ServerConnection) async throws {
    try await followed.follow(.changes, by: ["watch"], on: connection)
  }
}
