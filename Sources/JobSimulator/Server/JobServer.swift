import HTTPTypes
import Hummingbird
import JobModel
import JobProfile
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// A job server that plays a scenario in the manner of a profile.
///
/// ```swift
/// let server = try JobServer(profile: profile, scenario: calm) { url in print(url) }
/// try await server.run()                       // until `stop()`, or until its task is cancelled
/// ```
package struct JobServer: Sendable {
  /// What listens; tests run it without a socket.
  package let application: Application<SimulatorResponder>
  private let group: ServiceGroup

  /// The profile of our own server; only this one has pages beside those of its profile.
  package static let ownProfile = "jobtop"
  /// An answer that is not out by then is cut.
  private static let patience = Duration.seconds(10)

  /// Prepares a server; nothing is bound before `run()`.
  /// With `stopsOnSignals` SIGINT and SIGTERM stop it gracefully; `onListening` is told the base URL
  /// once connections are accepted.
  /// - Throws: `JobFailure.invalid` for options that make no sense together.
  package init(
    profile: Profile,
    scenario: Scenario? = nil,
    options: SimulatorOptions = SimulatorOptions(),
    clock: some JobClock = SystemClock(),
    logger: Logger = Logger(label: "jobtop.simulator") { _ in SwiftLogNoOpLogHandler() },
    stopsOnSignals: Bool = false,
    onListening: @escaping @Sendable (String) async -> Void = { _ in }
  ) throws(JobFailure) {
    let credentials = options.credentials ?? profile.simulation.credentials
    try options.check(hasCredentials: credentials != nil)
    let rules = SimulationRules(profile: profile, scenario: scenario, options: options)
    let host = SimulationHost(Simulation(rules: rules, start: clock.now), clock: clock)
    let responder = SimulatorResponder(
      profile: profile,
      gatekeeper: Gatekeeper(profile: profile, credentials: credentials),
      desk: OperationDesk(profile: profile, host: host),
      crossOrigin: CrossOrigin(manner: profile.simulation.cors),
      pages: profile.name == JobServer.ownProfile ? OwnPages(description: []) : nil,
      clock: clock,
      requestLogLevel: options.requestLogLevel
    )
    application = Application(
      responder: responder,
      server: .http1(configuration: .init(idleTimeout: .seconds(75))),
      configuration: .init(address: .hostname(options.host, port: options.port)),
      services: [ChangeTicker(host: host, clock: clock)],
      onServerRunning: { channel in
        await onListening("http://\(options.urlHost):\(channel.localAddress?.port ?? options.port)")
      },
      logger: logger
    )
    var configuration = ServiceGroupConfiguration(
      services: [application],
      gracefulShutdownSignals: stopsOnSignals ? [.sigint, .sigterm] : [],
      logger: logger
    )
    configuration.maximumGracefulShutdownDuration = JobServer.patience
    group = ServiceGroup(configuration: configuration)
  }

  /// Serves until it is stopped; once.
  /// - Throws: when the address cannot be bound. Cancelling its task cuts what is being answered.
  package func run() async throws {
    try await group.run()
  }

  /// Stops gracefully: no answer is cut, streams end, then `run()` returns.
  package func stop() async {
    await group.triggerGracefulShutdown()
  }
}
