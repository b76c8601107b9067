import ArgumentParser
import Assets
import Foundation
import JobProfile

/// Shows and checks profiles.
struct ProfilesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "List, show and check profiles: how kinds of servers spell things.",
    subcommands: [
      ListProfiles.self, ShowProfile.self, CheckProfiles.self, ShowSchema.self,
    ],
    defaultSubcommand: ListProfiles.self
  )

  /// Writes a file with one line end behind it.
  private static func show(_ file: String) {
    var text = file
    while text.hasSuffix("\n") { text.removeLast() }
    Streams.out(text)
  }

  /// Every profile with what it says of itself.
  struct ListProfiles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Every profile, one a line."
    )

    func run() async throws {
      try await Failures.reported {
        let library = ProfileLibrary.standard
        let names = library.names
        let width = names.map(\.count).max() ?? 0
        for name in names {
          let about =
            (try? library.profile(name).about) ?? "has mistakes: jobtop profiles check \(name)"
          Streams.out(name + String(repeating: " ", count: width - name.count + 2) + about)
        }
      }
    }
  }

  /// The text of one, to read or to start one's own from.
  struct ShowProfile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "The text of a profile; a good start for one of your own."
    )

    @Argument(help: "Its name, or a file.", completion: Completions.profiles)
    var name: String

    func run() async throws {
      try await Failures.reported {
        ProfilesCommand.show(try ProfileLibrary.standard.source(name).text)
      }
    }
  }

  /// What an editor needs to complete and check a profile while it is typed.
  struct ShowSchema: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "The JSON Schema of profiles, for editors."
    )

    func run() async throws {
      ProfilesCommand.show(Asset.profileSchema.text)
    }
  }

  /// Every mistake of a file, with its line and what would be right.
  struct CheckProfiles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Tell every mistake of profiles, with its line and what would be right."
    )

    @Argument(help: "Names or files.", completion: Completions.profiles)
    var names: [String]

    func run() async throws {
      try await Failures.reported {
        var isClean = true
        for name in names {
          do {
            let (text, file) = try ProfileLibrary.standard.source(name)
            _ = try Profile(yaml: text, file: file)
            Streams.out("\(file): no mistakes")
          } catch let error as ProfileMistakes {
            Streams.out(error.description)
            isClean = false
          } catch let error as CommandFailure {
            // The other files are looked at all the same.
            Streams.out(error.description)
            isClean = false
          }
        }
        if !isClean { throw ExitCode(Outcome.configuration.rawValue) }
      }
    }
  }
}
