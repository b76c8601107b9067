import HTTPTypes
import JobModel
import JobProfile
import JobStore
import Logging

/// The webhooks of one server: who is told, and the telling.
///
/// ```
///  POST, DELETE ──► book ──► a worker each ──► changes after what it told ──► carrier ──► 2xx
///  create ─────────► ▲                              ▲                            │
///                                                   └── again later, or gives up ┘
/// ```
///
/// What is to be told is kept before it is sent and until it has arrived, so that after a restart it
/// is told, once more where it may have arrived, under the same name. While a URL does not answer its
/// messages are tried again; when 256 of them wait (fewer where there are many webhooks), further
/// changes stay in the simulation, and a job that changes more than once meanwhile is told once, as it
/// stands then.
actor WebhookDesk {
  private let profile: Profile
  let announcer: Announcer
  private let makeCarrier: @Sendable () -> any WebhookCarrier
  let clock: any JobClock
  /// Counts what became of messages, where somebody wants to know.
  let tally: Tally?
  let limits: WebhookLimits
  private let isSigned: Bool
  /// Where registrations survive the end of the process; nothing: nowhere.
  let archive: ServerArchive?
  /// The desk of the server whose place this one's has taken.
  private var former: WebhookDesk?
  /// Those of the process before that are not told yet.
  private var kept: [WebhookBacklog]
  let logger: Logger
  /// Who is still to be told when the server has stopped.
  var left: [WebhookBacklog] = []
  var workers: [String: Worker] = [:]
  /// What is on its way to each of them, while it is told.
  var outboxes: [String: Outbox] = [:]
  /// Where requests wait for their turn.
  var gate: DeliveryGate
  /// The server stops: what waits is tried once more.
  var isStopping = false
  /// The changes that a webhook had not taken in when the server began to stop.
  var untaken: [(job: JobID?, revision: Int)] = []
  /// Those at which the last message did not arrive.
  var failing: Set<String> = []
  private var generator = SystemRandomNumberGenerator()
  let arrivals: AsyncStream<Worker>
  private let arriving: AsyncStream<Worker>.Continuation
  /// Made on the first use, because it must be closed.
  var carrier: (any WebhookCarrier)?

  /// A webhook, and where its telling begins.
  struct Worker: Sendable {
    let backlog: WebhookBacklog
    let wakes: AsyncStream<SimulationHost.Wake>
    let waking: AsyncStream<SimulationHost.Wake>.Continuation

    var webhook: Webhook { backlog.webhook }
  }

  init(
    profile: Profile,
    dialect: PushDialect,
    host: SimulationHost,
    clock: any JobClock,
    limits: WebhookLimits,
    tally: Tally?,
    archive: ServerArchive?,
    kept: [WebhookBacklog],
    former: WebhookDesk?,
    logger: Logger,
    makeCarrier: @escaping @Sendable () -> any WebhookCarrier
  ) {
    self.profile = profile
    self.clock = clock
    self.limits = limits
    gate = DeliveryGate(limits)
    self.tally = tally
    self.makeCarrier = makeCarrier
    self.archive = archive
    self.kept = kept
    self.former = former
    self.logger = logger
    isSigned = profile.signsWebhooks ?? false
    announcer = Announcer(dialect: dialect, host: host, clock: clock) { $0.message.description }
    (arrivals, arriving) = AsyncStream.makeStream()
  }

  /// Registers or withdraws a webhook, for a client that is known by its key or its address.
  func answer(
    to operation: WebhookOperation,
    values: [String: JSON],
    from owner: String
  ) async -> WireAnswer {
    await takeOver()
    switch operation {
    case .register: return await register(values["callback"]?.text ?? "", owner)
    case .unregister:
      let (id, url) = (values["webhook"]?.text, values["callback"]?.text)
      for webhook in workers.values.map(\.webhook) where webhook.id == id || webhook.url == url {
        if webhook.job == nil { withdraw(webhook) }
      }
      return profile.answer(.answer, to: .unregister, values: values)
    }
  }

  /// Tells one URL of these jobs alone, from how they stand.
  func tell(_ url: String, of jobs: [JobFacts]) async {
    guard let address = WebhookURL(url), address.isHTTP, await usableCarrier().admits(address)
    else {
      return
    }
    for job in jobs {
      guard let id = job.jobID, let known = job.revision.flatMap({ Int($0) }),
        !workers.values.contains(where: { $0.webhook.job == id && $0.webhook.url == url })
      else { continue }
      let webhook = Webhook(id: name(), url: url, headers: profile.webhookHeaders, job: id)
      _ = keeps(webhook, after: known)
      enter(WebhookBacklog(webhook: webhook, known: known))
    }
  }

  /// A URL is registered once: who does it again gets the same name and secret.
  private func register(_ url: String, _ owner: String) async -> WireAnswer {
    guard let address = WebhookURL(url) else {
      return invalid(url, "\(url) is not a URL such as https://hooks.example.org/jobs")
    }
    guard address.isHTTP || !isSigned else {
      return invalid(url, "\(url) cannot be posted to; only http and https can")
    }
    guard await usableCarrier().admits(address) else {
      return invalid(url, "\(url) does not lead to a public address")
    }
    let present = announcer.revision()
    let known = workers.values.first { $0.webhook.url == url && $0.webhook.job == nil }?.webhook
    if known == nil, let refusal = refusal(of: owner) { return refusal }
    let webhook =
      known
      ?? Webhook(
        id: name(),
        url: url,
        secret: secret(),
        headers: profile.webhookHeaders,
        owner: owner
      )
    if known == nil {
      guard keeps(webhook, after: present) else {
        return invalid(url, "it cannot be kept now; the server's log tells why")
      }
      enter(WebhookBacklog(webhook: webhook, known: present))
    }
    var values: [String: JSON] = ["callback": .string(url), "webhook": .string(webhook.id)]
    values["secret"] = webhook.secret.map { .string($0.text) }
    return profile.answer(.answer, to: .register, values: values)
  }

  /// What a client is told who has registered as many as it may, or where all clients have; no profile
  /// has an answer of its own for that.
  ///
  /// Not 429, which is about time: clients would slow down all that they ask.
  private func refusal(of owner: String) -> WireAnswer? {
    let registered = workers.values.map(\.webhook).filter { $0.job == nil }
    guard registered.count < limits.webhooks else {
      return .problem(
        507,
        "Insufficient Storage",
        "There are \(limits.webhooks) webhooks, and no more can be registered before some are withdrawn"
      )
    }
    guard registered.count(where: { $0.owner == owner }) < limits.webhooksPerClient else {
      return .problem(
        507,
        "Insufficient Storage",
        "One client may have \(limits.webhooksPerClient) webhooks; withdraw one before the next"
      )
    }
    return nil
  }

  /// What a create is told that wants to be called back where as many jobs as may be are.
  func refusalOfCallback() -> WireAnswer? {
    guard workers.values.count(where: { $0.webhook.job != nil }) >= limits.callbacks else {
      return nil
    }
    return .problem(
      507,
      "Insufficient Storage",
      "\(limits.callbacks) jobs call back a URL of their own; no more can before some of them have ended"
    )
  }

  /// Whether a webhook would survive the end of the process, where that is wished.
  private func keeps(_ webhook: Webhook, after revision: Int) -> Bool {
    do throws(RecordFile.Failure) {
      try archive?.keep(webhook, known: revision)
      return true
    } catch {
      return false
    }
  }

  private func invalid(_ url: String, _ reason: String) -> WireAnswer {
    let values: [String: JSON] = ["callback": .string(url), "reason": .string(reason)]
    return profile.answer(.invalid, to: .register, values: values)
  }

  private func secret() -> WebhookSecret? {
    isSigned ? WebhookSecret(using: &generator) : nil
  }

  /// A name that no other server gives, so that a receiver never takes two messages for one.
  private func name() -> String {
    "wh" + String(UInt64.random(in: .min ... .max, using: &generator), radix: 36)
  }

  /// Goes on telling those of the server before, or of the process before.
  ///
  /// Before anyone is registered: who renews right after a restart must not be told twice.
  func takeOver() async {
    // Once: what was withdrawn since must not come back.
    let predecessor = former
    former = nil
    var waiting = kept
    kept = []
    if let predecessor { waiting += await predecessor.left }
    for backlog in waiting where workers[backlog.webhook.id] == nil { enter(backlog) }
  }

  private func enter(_ backlog: WebhookBacklog) {
    let (wakes, waking) = AsyncStream.makeStream(
      of: SimulationHost.Wake.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    let worker = Worker(backlog: backlog, wakes: wakes, waking: waking)
    workers[backlog.webhook.id] = worker
    arriving.yield(worker)
  }

  func withdraw(_ webhook: Webhook) {
    guard let worker = workers.removeValue(forKey: webhook.id) else { return }
    worker.waking.finish()
    failing.remove(webhook.id)
    let waiting = outboxes[webhook.id]?.waiting ?? []
    try? archive?.forget(webhook, messages: waiting + worker.backlog.messages)
  }

  func isThere(_ webhook: Webhook) -> Bool {
    workers[webhook.id] != nil
  }

  func usableCarrier() -> any WebhookCarrier {
    let usable = carrier ?? makeCarrier()
    carrier = usable
    return usable
  }
}
