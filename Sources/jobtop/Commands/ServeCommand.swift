import ArgumentParser
import Glibc
import JobClient
import JobModel
import JobProfile
import JobSimulator
import NIOCore

/// Runs the simulator alone.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Play a job server, in the manner of any profile.",
    discussion: """
      Writes one line, NAME URL, for each profile once it listens. PORT, STATUS_DELAY,
      TRANSLATION_DELAY (ms), MIN_DELAY, MAX_DELAY (s), ERROR_PROBABILITY, API_USERNAME and
      API_PASSWORD (the token, where the profile asks for one) are read from the environment and
      from a file .env in the current folder.
      """
  )

  @Option(help: "What to play: a built-in profile, one of yours, or a file; repeatable.")
  var profile: [String] = []

  @OptionGroup var simulation: SimulationOptions

  @Option(help: "The address to listen on; any other than a loopback address needs credentials.")
  var host = "127.0.0.1"

  @Option(help: "The first profile's port, further ones count up; 0 takes free ones.")
  var port: Int?

  @Flag(name: .customLong("allow-anonymous"), help: "Let everyone in on an address others reach.")
  var allowsAnonymous = false

  func validate() throws {
    if let port, !(0...65_535).contains(port) {
      throw ValidationError("--port is a number from 0 to 65535; \(port) is not.")
    }
  }

  func run() async throws {
    try await Failures.reported {
      let servers = try makeServers()
      try await serve(servers)
    }
  }

  private func serve(_ servers: [JobServer]) async throws {
    do {
      try await serveAll(servers)
    } catch let error as IOError {
      throw CommandFailure(.usage, Self.sentence(error, host: host))
    }
  }

  private func serveAll(_ servers: [JobServer]) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for server in servers { group.addTask { try await server.run() } }
      // No task of the group: its end must not be taken for that of a server.
      async let _: Void = Self.stop(servers)
      try await group.waitForAll()
    }
  }

  /// Why nobody can be served there, and what can be done.
  private static func sentence(_ error: IOError, host: String) -> String {
    switch error.errnoCode {
    case EADDRINUSE:
      "The port is taken by another program. Choose another with --port; 0 takes a free one."
    case EACCES:
      "This port may not be used without more rights. Choose one above 1023 with --port."
    default:
      "Nobody can be served at \(host): \(String(cString: strerror(error.errnoCode)).lowercased())."
    }
  }

  /// Stops the servers gracefully once a signal asks for it.
  private static func stop(_ servers: [JobServer]) async {
    await Interrupts.wait()
    for server in servers { await server.stop() }
  }

  private func makeServers() throws -> [JobServer] {
    let library = ProfileLibrary.standard
    let names = profile.isEmpty ? [ProfileLibrary.defaultName] : profile
    let scenario = try simulation.chosenScenario(default: nil)
    let environment = try DotEnv.environment()
    return try names.enumerated().map { index, name in
      let profile = try library.profile(name)
      // A server that is started again must not give its old ids to new jobs.
      var options = simulation.simulator(seed: .random(in: .min ... .max))
      options.host = host
      options.port = Self.port(of: profile)
      options.allowsAnonymous = allowsAnonymous
      try Failures.described { () throws(JobFailure) in
        try options.apply(environment: environment, profile: profile)
      }
      let first = port ?? options.port
      options.port = first == 0 ? 0 : first + index
      return try Self.server(profile, scenario, options)
    }
  }

  private static func server(
    _ profile: Profile,
    _ scenario: Scenario?,
    _ options: SimulatorOptions
  ) throws -> JobServer {
    try Failures.described { () throws(JobFailure) in
      try JobServer(profile: profile, scenario: scenario, options: options) { url in
        Streams.out("\(profile.name) \(url)")
      }
    }
  }

  /// The port of the profile's own URL.
  private static func port(of profile: Profile) -> Int {
    profile.url.flatMap { try? BaseURL($0).port } ?? 8080
  }
}
