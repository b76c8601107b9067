import ArgumentParser
import JobClient
import JobModel

/// Which server a command speaks with, and how.
struct ServerOptions: ParsableArguments {
  @Option(help: "A server of the configuration, by its short name.")
  var server: String?

  @Option(help: "The server's base URL, as in http://127.0.0.1:8080.")
  var url: String?

  @Option(help: "How the server spells things: a built-in profile, one of yours, or a file.")
  var profile: String?

  @Option(help: "The user's name; the password comes from JOBTOP_PASSWORD or --password-file.")
  var username: String?

  @Option(help: .hidden)
  var password: String?

  @Option(name: .customLong("password-file"), help: "A file with the password, readable by you only.")
  var passwordFile: String?

  @Option(help: "none: never let the server tell, only ask.")
  var push: PushChoice?

  @Option(help: "How the time between two questions grows: exponential or fixed.")
  var poll: PollChoice?

  @Option(help: "The first time between two questions, as in 500ms or 2s.")
  var interval: Duration?

  @Option(name: .customLong("max-interval"), help: "The longest time between two questions.")
  var maxInterval: Duration?

  func validate() throws {
    if password != nil {
      throw ValidationError(
        "A password in the arguments can be read by everyone on this machine. Put it into "
          + "JOBTOP_PASSWORD, or into a file of mode 0600 named by --password-file."
      )
    }
    if server != nil, url != nil {
      throw ValidationError("--server and --url both name a server; give one of them.")
    }
  }

  /// How often to ask, from these options; nothing where none was given.
  func pollPolicy() throws -> PollPolicy? {
    guard poll != nil || interval != nil || maxInterval != nil else { return nil }
    switch poll ?? .exponential {
    case .fixed:
      guard maxInterval == nil else {
        throw ValidationError("--max-interval needs --poll exponential; a fixed interval is its own.")
      }
      return .fixed(interval ?? .seconds(2))
    case .exponential:
      let base = interval ?? .milliseconds(500)
      return .exponential(base: base, cap: max(base, maxInterval ?? .seconds(60)))
    }
  }
}

/// Whether the server may tell.
enum PushChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, none
}

/// The shape of the time between two questions.
enum PollChoice: String, CaseIterable, ExpressibleByArgument {
  case exponential, fixed
}

extension Duration: @retroactive ExpressibleByArgument {
  /// `30`, `30s`, `500ms`, `2m`, `1h`.
  public init?(argument: String) {
    self.init(written: argument)
  }
}
