import ArgumentParser

/// Writes the manual page, for packages.
struct ManualCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Write the manual page; read it with: jobtop manual | man -l -"
  )

  func run() async throws {
    Streams.out(String(try ManualPage().text.dropLast()))
  }
}
