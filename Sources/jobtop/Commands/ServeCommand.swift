import ArgumentParser
import JobSimulator
import JobStore
import Logging

/// Runs the simulator alone.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Play a job server, in the manner of any profile.",
    discussion: """
      Writes one line, NAME URL, for each profile once it listens. PORT, STATUS_DELAY, \
      TRANSLATION_DELAY (ms), MIN_DELAY, MAX_DELAY (s), ERROR_PROBABILITY, API_USERNAME and \
      API_PASSWORD (the token, where the profile asks for one) are read from the environment and \
      from a file .env in the current folder. A file of a profile, a scenario or keys is read again \
      when it changes. SIGHUP opens the log anew and has them read at once.
      """
  )

  @Option(
    help: "What to play: a built-in profile, one of yours, or a file; repeatable.",
    completion: Completions.profiles
  )
  var profile: [String] = []

  @OptionGroup var simulation: SimulationOptions

  @Option(help: "The address to listen on; any other than a loopback address needs credentials.")
  var host = "127.0.0.1"

  @Option(
    parsing: .unconditional,
    help: "The first profile's port, further ones count up; 0 takes free ones.",
    transform: NumberOption.whole("--port", 0...65_535, as: 8080)
  )
  var port: Int?

  @Flag(name: .customLong("allow-anonymous"), help: "Let everyone in on an address others reach.")
  var allowsAnonymous = false

  @Option(
    help: "Let pages of that origin use jobtop's own API, or of all with *; as a rule none may."
  )
  var cors: String?

  @Option(
    help: "A file of keys, readable by you only: who may read or write, and how often (jobtop(1)).",
    completion: .file()
  )
  var keys: String?

  @Option(
    name: .customLong("log-file"),
    help: "Add log lines there; without it they go to standard error.",
    completion: .file()
  )
  var logFile: String?

  @Option(
    name: .customLong("log-level"),
    help: "What is logged: \(LogLevel.names); info has a line for each request.",
    completion: Completions.logLevels
  )
  var logLevel = LogLevel(level: .notice)

  @Option(
    name: .customLong("max-connections"),
    parsing: .unconditional,
    help: "How many connections at a time, in all; as a rule \(ConnectionLimits().connections).",
    transform: NumberOption.whole("--max-connections", 1...Int.max, as: 10_000)
  )
  var connections = ConnectionLimits().connections

  @Option(
    name: .customLong("max-connections-per-address"),
    parsing: .unconditional,
    help: """
      How many of them from one address, as a rule \(ConnectionLimits().connectionsPerAddress); \
      those of this machine are not counted.
      """,
    transform: NumberOption.whole("--max-connections-per-address", 1...Int.max, as: 500)
  )
  var connectionsPerAddress = ConnectionLimits().connectionsPerAddress

  @Option(
    name: .customLong("max-webhooks"),
    parsing: .unconditional,
    help: """
      How many webhooks are registered at a time, in all, as a rule \(WebhookLimits().webhooks); \
      more are refused with 507.
      """,
    transform: NumberOption.whole("--max-webhooks", 1...Int.max, as: 1000)
  )
  var webhooks = WebhookLimits().webhooks

  @Option(
    name: .customLong("max-webhooks-per-client"),
    parsing: .unconditional,
    help: """
      How many of them by one key, or else from one address, as a rule \
      \(WebhookLimits().webhooksPerClient); more are refused with 507.
      """,
    transform: NumberOption.whole("--max-webhooks-per-client", 1...Int.max, as: 100)
  )
  var webhooksPerClient = WebhookLimits().webhooksPerClient

  @Option(
    help: "Keep jobs, keys and webhooks in that file, also across kill -9.",
    completion: .file()
  )
  var data: String?

  @OptionGroup var secrets: SecretOptions

  func validate() throws {
    try secrets.refuse(
      "Put it into API_PASSWORD, or into a file of mode 0600 named by --keys."
    )
    if let cors, cors != "*", !Self.isOrigin(cors) {
      throw ValidationError(
        "--cors is an origin such as http://localhost:5173, or *; “\(cors)” is not."
      )
    }
  }

  func run() async throws {
    FileDescriptors.raiseLimit()
    try await Failures.reported {
      let level = logLevel.level
      let log = try logFile.map { try LogFile($0, level: level) } ?? LogFile(level: level)
      let keepers = try makeKeepers(log.logger)
      var names: Set<String> = []
      for keeper in keepers {
        let name = try await keeper.prepare()
        guard names.insert(name).inserted || data == nil else {
          throw CommandFailure(
            .usage,
            "With --data each --profile is played once; \(name) is twice."
          )
        }
      }
      try await serve(keepers, log)
    }
  }

  /// A scheme, a host and perhaps a port, as browsers write it (RFC 6454 §6.2).
  private static func isOrigin(_ text: String) -> Bool {
    let parts = text.split(separator: "://", omittingEmptySubsequences: false)
    return parts.count == 2 && ["http", "https"].contains(parts[0]) && !parts[1].isEmpty
      && !parts[1].contains { "/?#@ ".contains($0) }
  }

  private func serve(_ keepers: [ServerKeeper], _ log: LogFile) async throws {
    do {
      try await serveAll(keepers, log)
    } catch let error as DeniedAddress {
      throw CommandFailure(.usage, error.sentence)
    }
  }

  private func serveAll(_ keepers: [ServerKeeper], _ log: LogFile) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for keeper in keepers { group.addTask { try await keeper.run() } }
      // No task of the group: its end must not be taken for that of a server.
      async let _: Void = Self.attend(to: keepers, log)
      try await group.waitForAll()
    }
  }

  /// Opens the log anew and has files read again as often as SIGHUP comes, and stops the servers
  /// gracefully once another signal does.
  private static func attend(to keepers: [ServerKeeper], _ log: LogFile) async {
    await Interrupts.wait {
      do {
        try log.reopen()
      } catch {
        Streams.error("\(error) It goes on where it was.")
      }
      log.logger.notice("log opened anew; files of profiles, scenario and keys are read again")
      for keeper in keepers { await keeper.lookAgain() }
    }
    for keeper in keepers { await keeper.stop() }
  }

  private func makeKeepers(_ logger: Logger) throws -> [ServerKeeper] {
    let names = profile.isEmpty ? [ProfileLibrary.defaultName] : profile
    let environment = try DotEnv.environment()
    let accessKeys = try keys.map { try AccessKeyFile(path: $0).keys } ?? []
    // Read once for all of them: it may come from a pipe, and its mistakes are told once.
    let scenario = try simulation.scenario.map { try ScenarioLibrary.read($0) }
    let announcements = Announcements()
    let records = try data.map { try Self.records(at: $0) }
    return names.enumerated().map { index, name in
      // A server that is started again must not give its old ids to new jobs.
      var options = simulation.simulator(seed: .random(in: .min ... .max))
      options.host = host
      options.allowsAnonymous = allowsAnonymous
      options.pageOrigin = cors
      options.keys = accessKeys
      options.limits.connections = connections
      options.limits.connectionsPerAddress = connectionsPerAddress
      options.webhookLimits.webhooks = webhooks
      options.webhookLimits.webhooksPerClient = webhooksPerClient
      let plan = ServingPlan(
        options: options,
        environment: environment,
        firstPort: port,
        index: index
      )
      return ServerKeeper(
        profile: name,
        scenario: scenario,
        library: .standard,
        plan: plan,
        keys: keys,
        records: records,
        announcements: announcements,
        logger: logger
      )
    }
  }

  private static func records(at path: String) throws -> RecordFile {
    do throws(RecordFile.Failure) {
      return try RecordFile(path: path)
    } catch {
      throw CommandFailure(
        .configuration,
        "--data \(path) cannot be used: \(error.why). Name another file, or move this one away."
      )
    }
  }
}
