import ArgumentParser
import JobClient
import JobModel

/// Which server a command speaks with, and how.
struct ServerOptions: ParsableArguments {
  @Option(
    help: "A server of the configuration, by its short name.",
    completion: Completions.servers
  )
  var server: String?

  @Option(help: "The server's base URL, as in http://127.0.0.1:8080.")
  var url: String?

  @Option(
    help: "How the server spells things: a built-in profile, one of yours, or a file.",
    completion: Completions.profiles
  )
  var profile: String?

  @Option(help: "The user's name; the password comes from JOBTOP_PASSWORD or --password-file.")
  var username: String?

  @OptionGroup var secrets: SecretOptions

  @Option(
    name: .customLong("password-file"),
    help: "A file with the password, readable by you only.",
    completion: .file()
  )
  var passwordFile: String?

  @Option(name: .customLong("header"), help: "Sent with every request, as in “X-Team: video”.")
  var headers: [String] = []

  @Option(
    name: .customLong("ca-file"),
    help: "Certificates (PEM) to trust for https beside those of the system.",
    completion: .file(extensions: ["pem", "crt"])
  )
  var caFile: String?

  @Option(
    help: """
      on, as a rule; none: never let the server tell, only ask; webhook: let it post to --webhook.
      """,
    completion: .list(["on", "none", "webhook"])
  )
  var push: String?

  @Option(help: "Listen there for what the server posts, as in http://127.0.0.1:9000/hook.")
  var webhook: String?

  @Option(
    help:
      "When to ask: learned, when an end is likely by the jobs before; or exponential or fixed.",
    completion: .list(["learned", "exponential", "fixed"])
  )
  var poll: String?

  @Option(
    help: "The first time between two questions, as in 500ms or 2s; without --poll: exponential."
  )
  var interval: String?

  @Option(name: .customLong("max-interval"), help: "The longest time between two questions.")
  var maxInterval: String?

  @Option(
    name: .customLong("log-file"),
    help: "Add a line there for each request; never what might be secret.",
    completion: .file()
  )
  var logFile: String?

  @Option(
    name: .customLong("log-level"),
    help: "How much goes into the log: warning for what went wrong, info for all; as a rule info.",
    completion: Completions.logLevels
  )
  var logLevel: String?

  func validate() throws {
    try secrets.refuse()
    if server != nil, url != nil {
      throw ValidationError("--server and --url both name a server; give one of them.")
    }
  }

  /// The configuration with these options in front.
  func settings() throws -> Settings {
    try Settings.current(options: given, headers: headers)
  }

  /// What was given.
  var given: [Setting: String] {
    var given: [Setting: String] = [:]
    given[.server] = server
    given[.url] = url
    given[.profile] = profile
    given[.username] = username
    given[.passwordFile] = passwordFile
    given[.caFile] = caFile
    given[.push] = push
    given[.webhook] = webhook
    given[.poll] = poll
    given[.interval] = interval
    given[.maxInterval] = maxInterval
    given[.logFile] = logFile
    given[.logLevel] = logLevel
    return given
  }
}

extension Duration: @retroactive ExpressibleByArgument {
  /// `30`, `30s`, `500ms`, `2m`, `1h`.
  public init?(argument: String) {
    self.init(written: argument)
  }

  /// The same, for an option that says what would be right.
  @Sendable static func option(_ text: String) throws -> Duration {
    guard let duration = Duration(written: text) else {
      throw ValidationError("A time is a number with ms, s, m, h or d, as in 30s or 2m.")
    }
    return duration
  }
}
