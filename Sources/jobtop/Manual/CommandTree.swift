import ArgumentParser
import Foundation

/// A command as the argument parser describes it, with its options and the commands under it.
///
/// The parser tells this as JSON, of which only what a manual needs is read.
struct CommandTree: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool
  let subcommands: [CommandTree]?
  let arguments: [Argument]?

  /// An argument, option or flag.
  struct Argument: Decodable, Hashable {
    let kind: Kind
    let preferredName: Name?
    let valueName: String?
    let abstract: String?
    let defaultValue: String?
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool

    enum Kind: String, Decodable { case positional, option, flag }

    struct Name: Decodable, Hashable {
      let kind: String
      let name: String
    }

    /// As it is typed: `--url <url>`, `--wait`, `<ids> …`.
    var typed: String {
      let value = "<\(valueName ?? "value")>"
      switch kind {
      case .positional: return value + (isRepeating ? " …" : "")
      case .option: return "--\(preferredName?.name ?? "") \(value)"
      case .flag: return "--\(preferredName?.name ?? "")"
      }
    }
  }

  private struct Tool: Decodable {
    let command: CommandTree
  }

  /// That of the whole program.
  static func program() throws -> CommandTree {
    let data = Data(JobtopCommand._dumpHelp().utf8)
    return try JSONDecoder().decode(Tool.self, from: data).command
  }

  /// What is shown of its arguments; help and version are everyone's.
  var shownArguments: [Argument] {
    (arguments ?? []).filter {
      $0.shouldDisplay && !["help", "version"].contains($0.preferredName?.name ?? "")
    }
  }

  /// The commands under it that are shown, each with the words by which it is called.
  func commands(after words: [String]) -> [(words: [String], command: CommandTree)] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }.flatMap { command in
      let words = words + [command.commandName]
      let below = command.commands(after: words)
      return command.shownArguments.isEmpty && !below.isEmpty ? below : [(words, command)] + below
    }
  }
}
