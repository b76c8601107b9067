import ArgumentParser
import Foundation
import JobModel

/// Tries a server and adds it to the configuration.
struct ConnectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connect",
    abstract: "Try a server, and add it to the configuration.",
    discussion: "A password for the trial comes from JOBTOP_PASSWORD, a token from JOBTOP_TOKEN."
  )

  @Argument(help: "The server's base URL, as in http://127.0.0.1:8080.")
  var url: String

  @Option(
    help: "How the server spells things: a built-in profile, one of yours, or a file.",
    completion: Completions.profiles
  )
  var profile = ProfileLibrary.defaultName

  @Option(help: "Its short name; by default its host.")
  var name: String?

  @Option(help: "The user's name.")
  var username: String?

  @Option(
    name: .customLong("password-file"),
    help: "A file with the password, readable by you only; it is named in the configuration.",
    completion: .file()
  )
  var passwordFile: String?

  @OptionGroup var secrets: SecretOptions

  func validate() throws { try secrets.refuse() }

  /// The URL is an argument here, no option.
  private static func settings(_ given: [Setting: String]) throws -> Settings {
    do throws(ConfigurationFailure) {
      return try Settings.current(options: given)
    } catch {
      var failure = error
      for index in failure.mistakes.indices where failure.mistakes[index].place == .option {
        let problem = failure.mistakes[index].problem
        failure.mistakes[index].problem = problem.replacing("--url ", with: "The URL ")
      }
      throw failure
    }
  }

  func run() async throws {
    try await Failures.reported {
      if let passwordFile, ReadableFile(path: passwordFile).isPipe {
        throw CommandFailure(
          .usage,
          "--password-file \(passwordFile) is a pipe, which the configuration cannot name; name a "
            + "file of mode 0600."
        )
      }
      var given: [Setting: String] = [.url: url, .profile: profile]
      given[.username] = username
      given[.passwordFile] = passwordFile
      let settings = try Self.settings(given)
      guard var server = settings.server else { return }
      server.name = name ?? ServerEntry.name(for: url)
      let entry = ServerEntry(
        name: server.name,
        url: server.url ?? url,
        profile: profile,
        username: username,
        passwordFile: passwordFile.map { URL(filePath: $0).path }
      )
      let name = server.name
      let isInterrupted = try await Interrupts.interrupting { [server] in
        let path = try await Acquaintance(settings: settings).make(server, entry)
        Streams.out("\(name) answers, and is in \(path) now: jobtop shows it.")
      }
      if isInterrupted {
        Streams.error("Stopped before \(name) answered. Nothing was kept.")
        throw ExitCode(Outcome.interrupted.rawValue)
      }
    }
  }
}
