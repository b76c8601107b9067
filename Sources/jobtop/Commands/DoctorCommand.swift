import ArgumentParser
import Foundation

/// Tells what works here and what does not.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Tell what works here and what does not: each setting with its origin, each server.",
    discussion: """
      Asks each configured server once, and changes nothing there. What is marked as wrong keeps \
      jobtop from working and decides the exit code: 78 for the configuration, 4 for a server.
      """
  )

  @OptionGroup var options: ServerOptions
  @OptionGroup var output: FormatOptions

  func run() async throws {
    var examination = Examination(options: options.given, headers: options.headers)
    await examination.run()
    let speaksUTF8 = Look.speaksUTF8(ProcessInfo.processInfo.environment)
    FindingWriter(format: output.chosen, speaksUTF8: speaksUTF8).write(examination.findings)
    try Outcome.combined(examination.findings.map(\.outcome)).exit()
  }
}
