import Hummingbird
import HummingbirdCore
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
  private let handler: RequestHandler
  private let profile: Profile
  private let options: SimulatorOptions
  private let ticker: ChangeTicker
  private let push: PushServices
  private let group: ServiceGroup

  /// The profile of our own server; only this one has pages beside those of its profile.
  package static let ownProfile = "jobtop"
  /// An answer that is not out so long after a stop is cut.
  private static let patience = Duration.seconds(10)

  /// Where it is asked to listen; 0: at a free one.
  package var port: Int { options.port }

  /// Prepares a server; nothing is bound before `run()`.
  ///
  /// One that goes on where another has stopped has its jobs, whatever it calls them.
  /// With an archive it goes on with what that has kept, and keeps there what it acknowledges.
  /// Messages to webhooks go over the network, or the way that `webhooks` gives.
  /// With `stopsOnSignals` SIGINT and SIGTERM stop it gracefully; `onListening` is told the base URL
  /// once connections are accepted.
  /// - Throws: `JobFailure.invalid` for options that make no sense, `journal` for an archive that
  ///   cannot be read.
  package init(
    profile: Profile,
    scenario: Scenario? = nil,
    options: SimulatorOptions = SimulatorOptions(),
    clock: some JobClock = SystemClock(),
    logger: Logger = Logger(label: "jobtop.simulator") { _ in SwiftLogNoOpLogHandler() },
    stopsOnSignals: Bool = false,
    webhooks: (any WebhookCarrier)? = nil,
    archive: ServerArchive? = nil,
    continuing former: JobServer? = nil,
    onListening: @escaping @Sendable (String) async -> Void = { _ in }
  ) throws(JobFailure) {
    let credentials = options.credentials(of: profile)
    try options.check(hasCredentials: credentials != nil || !options.keys.isEmpty)
    let rules = JobServer.rules(profile, scenario, options)
    let faults = (scenario?.faults ?? []) + options.faults
    let host: SimulationHost
    if let former {
      host = former.handler.desk.host
    } else {
      host = try JobServer.host(rules, faults, clock: clock, archive: archive, logger: logger)
    }
    self.profile = profile
    self.options = options
    let isLoopback = options.isLoopback
    handler = RequestHandler(
      profile: profile,
      credentials: credentials,
      keys: options.keys,
      host: host,
      clock: clock,
      isControlled: isLoopback,
      pageOrigin: options.pageOrigin,
      webhookLimits: options.webhookLimits,
      archive: archive,
      kept: former == nil ? try archive?.webhooks() ?? [] : [],
      former: former?.handler.desk.webhooks,
      logger: logger,
      makeCarrier: { webhooks ?? HTTPWebhookCarrier(isOpen: isLoopback) }
    )
    ticker = ChangeTicker(host: host, clock: clock)
    let push = PushServices(handler: handler, sessions: handler.sessions, clock: clock)
    self.push = push
    let ledger = ConnectionLedger(options.limits)
    let responder = SimulatorResponder(
      handler: handler,
      clock: clock,
      requestLogLevel: options.requestLogLevel
    )
    let application = Application(
      responder: responder,
      server: HTTPServerBuilder { respond in
        UpgradableChannel(
          responder: respond,
          service: push,
          prompt: responder.promptAnswer,
          limits: options.limits,
          ledger: ledger,
          largestMessage: push.largestMessage
        )
      },
      configuration: .init(address: .hostname(options.host, port: options.port)),
      services: [ticker, push],
      onServerRunning: { channel in
        await onListening(options.url(port: channel.localAddress?.port))
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

  private static func host(
    _ rules: SimulationRules,
    _ faults: [FaultRule],
    clock: any JobClock,
    archive: ServerArchive?,
    logger: Logger
  ) throws(JobFailure) -> SimulationHost {
    if let simulation = try archive?.simulation(rules: rules, at: clock.now) {
      return SimulationHost(
        simulation,
        faults: faults,
        clock: clock,
        archive: archive,
        kept: .init(commands: simulation.commands, revision: simulation.revision),
        logger: logger
      )
    }
    let simulation = Simulation(rules: rules, start: clock.now)
    return SimulationHost(
      simulation,
      faults: faults,
      clock: clock,
      archive: archive,
      logger: logger
    )
  }

  private static func rules(
    _ profile: Profile,
    _ scenario: Scenario?,
    _ options: SimulatorOptions
  ) -> SimulationRules {
    var rules = SimulationRules(profile: profile, scenario: scenario, options: options)
    if profile.name == JobServer.ownProfile { rules.result = OwnPages.result }
    return rules
  }

  /// Plays another scenario from now on; jobs that are there go on as they were to.
  package func follow(_ scenario: Scenario?) async {
    handler.desk.host.follow(
      JobServer.rules(profile, scenario, options),
      faults: (scenario?.faults ?? []) + options.faults
    )
  }

  /// Serves until it is stopped; once.
  ///
  /// Cancelling its task cuts what is being answered.
  /// - Throws: when the address cannot be bound.
  package func run() async throws {
    try await group.run()
  }

  /// Stops gracefully: no answer is cut, streams end, then `run()` returns.
  package func stop() async {
    await group.triggerGracefulShutdown()
  }

  /// How many messages to webhooks did not arrive before it stopped, by the host that they were for.
  package func untold() async -> [String: Int] {
    await handler.desk.webhooks?.untold() ?? [:]
  }

  /// What it says to one request of a client at an address, without a socket.
  package func reply(to request: WireRequest, from address: String = "") async -> ServerReply {
    await handler.reply(to: request, from: address)
  }

  /// Lets time pass for push connections without a socket, until its task is cancelled.
  package func play() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await ticker.tick() }
      group.addTask { await push.run() }
    }
  }
}
