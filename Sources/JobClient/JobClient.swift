import JobModel
import JobProfile
import Logging
import Synchronization

/// A client of one job server: creates jobs and waits for them correctly.
///
///     let client = try JobClient(profile: .named("envelope"), url: "http://127.0.0.1:8080")
///     let job = try await client.create()
///     for try await update in client.updates(of: job) { print(update.state) }
///     await client.close()
///
/// One push connection and one queue of due polls serve all its jobs: any number of tasks may wait,
/// each for its own. Cancelling a task that waits stops the waiting, never the job. `close()` ends every
/// connection, timer and stream.
///
/// A failed request is not a failed job: `JobFailure` says that we could not learn how a job stands, and
/// never that it failed; `JobUpdate.state` says that. A wait that ends too early can be gone on with:
///
///     do {
///       let last = try await client.waitForCompletion(of: job, within: .seconds(30))
///       print(last.state, last.job.reason ?? "")
///     } catch JobFailure.deadline(let job, _) {
///       print("\(job.id) is still \(job.lastState)")  // later: waitForCompletion(of: job.id)
///     }
///
/// On a server with one global job its id is `JobID.only`, and there is nothing to create.
public final class JobClient: Sendable {
  /// What is known of the server: its name, its profile, what it can do.
  public let description: ServerDescription

  let transport: any Transport
  let journal: any Journal
  package let profile: Profile
  let credentials: Credentials
  private let commands: AsyncStream<WatcherDriver.Command>.Continuation
  private let clock: any JobClock
  private let numbers = Atomic<Int>(0)
  private let loop: Task<Void, Never>

  /// Makes a client; nothing is sent before it is asked for something, unless the journal holds
  /// jobs that are still to end.
  /// - Parameters:
  ///   - profile: How the server spells things.
  ///   - url: Its base URL; the profile's own where there is none.
  ///   - name: A short name for messages and the journal; the URL's host where there is none.
  ///   - credentials: What the server asks for, by the profile's `auth`.
  ///   - options: How often it is asked, and how patiently.
  ///   - journal: Where creates are noted down before they are sent; in memory where there is none.
  ///   - transport: How requests travel; HTTP where there is none.
  ///   - clock: The time; the system's where there is none.
  ///   - logger: Takes a line for each request, without what might be secret; none where there is
  ///     none.
  ///   - generator: Randomness for jitter and keys; the system's where there is none.
  /// - Throws: `JobFailure.invalid` for a URL or an option that makes no sense, or not with this
  ///   profile, and for a proxy that the environment names and that is neither HTTP nor SOCKS.
  public init(
    profile: Profile,
    url: String? = nil,
    name: String? = nil,
    credentials: Credentials = Credentials(),
    options: WatchOptions = WatchOptions(),
    journal: any Journal = MemoryJournal(),
    transport: (any Transport)? = nil,
    clock: any JobClock = SystemClock(),
    logger: Logger? = nil,
    generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
  ) throws(JobFailure) {
    try options.check(for: profile)
    let base = try BaseURL(url ?? profile.url ?? "")
    let name = name ?? base.host
    description = profile.description(name: name, url: base.text)
    try HTTPTransport.checkProxy(of: transport, for: base)
    let transport = transport ?? HTTPTransport(base: base)
    self.transport = transport
    self.clock = clock
    self.journal = journal
    self.profile = profile
    self.credentials = credentials
    let (stream, commands) = AsyncStream.makeStream(of: WatcherDriver.Command.self)
    self.commands = commands
    let watcher = JobWatcher(
      server: name,
      baseURL: base.text,
      profile: profile,
      credentials: credentials,
      options: options,
      generator: generator
    )
    let driver = WatcherDriver(
      transport: transport,
      journal: journal,
      clock: clock,
      logger: logger,
      commands: commands
    )
    // The root of the client's own tree of tasks; `close()` ends it and waits for its end.
    loop = Task { await driver.run(watcher, stream) }
  }

  deinit {
    commands.yield(.event(.close))
  }

  /// Ends every connection, timer and stream; calls that wait throw `JobFailure.closed`.
  public func close() async {
    commands.yield(.event(.close))
    await loop.value
  }

  /// What the client holds at this moment; all zero after `close()`.
  public func counts() async -> ClientCounts {
    await withCheckedContinuation { caller in
      if case .terminated = commands.yield(.count(caller)) { caller.resume(returning: .none) }
    }
  }

  /// How every job stands that the client knows, and every draft; nothing is asked, and a task that
  /// was cancelled is told as well.
  package func standing() async -> [JobUpdate] {
    await withCheckedContinuation { caller in
      if case .terminated = commands.yield(.standing(caller)) { caller.resume(returning: []) }
    }
  }

  /// Hands a wish to the loop and waits for what came of it.
  func ask(
    _ event: (Ticket) -> WatcherEvent
  ) async throws(JobFailure) -> [JobUpdate] {
    let reply = await reply(to: event)
    if let failure = reply.failure { throw failure }
    return reply.updates
  }

  /// Hands a wish to the loop and waits for the reply.
  func reply(to event: (Ticket) -> WatcherEvent) async -> Reply {
    let ticket = Ticket(value: nextNumber())
    let event = event(ticket)
    // A cancellation may come at any time, before the wish is handed over too.
    let stage = Mutex(WishStage.new)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { caller in
        stage.withLock { stage in
          guard stage == .new else { return caller.resume(returning: .failure(.cancelled)) }
          stage = .handedOver
          if case .terminated = commands.yield(.ask(ticket, event, caller)) {
            caller.resume(returning: .failure(.closed))
          }
        }
      }
    } onCancel: {
      stage.withLock { stage in
        if stage == .handedOver { commands.yield(.giveUp(ticket)) }
        stage = .cancelled
      }
    }
  }

  private enum WishStage { case new, handedOver, cancelled }

  /// Tells the loop something that needs no reply.
  package func tell(_ event: WatcherEvent) {
    commands.yield(.event(event))
  }

  func subscribe(_ subscription: Subscription) {
    if case .terminated = commands.yield(.subscribe(subscription)) {
      subscription.finish(throwing: .closed)
    }
  }

  func unsubscribe(_ number: Int) {
    commands.yield(.unsubscribe(number))
  }

  var now: Timestamp { clock.now }

  func nextNumber() -> Int {
    numbers.add(1, ordering: .relaxed).newValue
  }
}
