import HTTPTypes
import JobModel
import JobProfile
import ServiceLifecycle

/// The webhooks of one server: who is told, and the telling.
///
/// ```
///  POST, DELETE ──► book ──► a worker each ──► changes after what it told ──► carrier ──► 2xx
///  create ─────────► ▲                              ▲                            │
///                                                   └── again later, or gives up ┘
/// ```
///
/// A worker keeps no queue. While its URL does not answer it tries the same messages again; a job
/// that changes more than once meanwhile is told once, as it stands then.
actor WebhookDesk {
  private let profile: Profile
  private let announcer: Announcer
  private let makeCarrier: @Sendable () -> any WebhookCarrier
  private let clock: any JobClock
  private let isSigned: Bool
  private var workers: [String: Worker] = [:]
  private var generator = SystemRandomNumberGenerator()
  private let arrivals: AsyncStream<Worker>
  private let arriving: AsyncStream<Worker>.Continuation
  /// Made on the first use, because it must be closed.
  private var carrier: (any WebhookCarrier)?

  /// A webhook, and where its telling begins.
  private struct Worker: Sendable {
    let webhook: Webhook
    let known: Int
    let wakes: AsyncStream<SimulationHost.Wake>
    let waking: AsyncStream<SimulationHost.Wake>.Continuation
  }

  /// The most webhooks of one server.
  private static let limit = 10_000
  /// The most messages that are on their way to one URL.
  private static let width = 16

  init(
    profile: Profile,
    dialect: PushDialect,
    host: SimulationHost,
    clock: any JobClock,
    makeCarrier: @escaping @Sendable () -> any WebhookCarrier
  ) {
    self.profile = profile
    self.clock = clock
    self.makeCarrier = makeCarrier
    isSigned = profile.signsWebhooks ?? false
    announcer = Announcer(dialect: dialect, host: host, clock: clock) { $0.message.description }
    (arrivals, arriving) = AsyncStream.makeStream()
  }

  // MARK: who is told

  /// Registers or withdraws a webhook.
  func answer(to operation: WebhookOperation, values: [String: JSON]) async -> WireAnswer {
    switch operation {
    case .register: return await register(values["callback"]?.text ?? "")
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
      enter(Webhook(id: name(), url: url, job: id), after: known)
    }
  }

  /// A URL is registered once: who does it again gets the same name and secret.
  private func register(_ url: String) async -> WireAnswer {
    guard let address = WebhookURL(url), address.isHTTP || !isSigned else {
      return invalid(url, "\(url) is not an absolute URL")
    }
    guard await usableCarrier().admits(address) else {
      return invalid(url, "\(url) does not lead to a public address")
    }
    let present = await announcer.revision()
    let known = workers.values.first { $0.webhook.url == url && $0.webhook.job == nil }?.webhook
    guard known != nil || workers.count < WebhookDesk.limit else {
      return invalid(url, "there are too many webhooks")
    }
    let webhook = known ?? Webhook(id: name(), url: url, secret: secret())
    if known == nil { enter(webhook, after: present) }
    var values: [String: JSON] = ["callback": .string(url), "webhook": .string(webhook.id)]
    values["secret"] = webhook.secret.map { .string($0.text) }
    return profile.answer(.answer, to: .register, values: values)
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

  private func enter(_ webhook: Webhook, after known: Int) {
    let (wakes, waking) = AsyncStream.makeStream(
      of: SimulationHost.Wake.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    let worker = Worker(webhook: webhook, known: known, wakes: wakes, waking: waking)
    workers[webhook.id] = worker
    arriving.yield(worker)
  }

  private func withdraw(_ webhook: Webhook) {
    workers.removeValue(forKey: webhook.id)?.waking.finish()
  }

  private func isThere(_ webhook: Webhook) -> Bool {
    workers[webhook.id] != nil
  }

  private func usableCarrier() -> any WebhookCarrier {
    let usable = carrier ?? makeCarrier()
    carrier = usable
    return usable
  }

  // MARK: telling

  /// Tells changes until the server stops or its task is cancelled; what is on its way arrives.
  func run() async {
    await withDiscardingTaskGroup { group in
      for await worker in arrivals.cancelOnGracefulShutdown() {
        group.addTask { await self.work(worker) }
      }
      for worker in workers.values { worker.waking.finish() }
    }
    await carrier?.close()
    carrier = nil
  }

  private func work(_ worker: Worker) async {
    let webhook = worker.webhook
    _ = await announcer.host.subscribe(worker.waking)
    var known = worker.known
    var scramble = PushScramble()
    for await wake in worker.wakes {
      var isFull = true
      while isFull, isThere(webhook) {
        let batch = await announcer.batch(after: known, isBeginning: false)
        known = batch.revision
        isFull = batch.isFull
        let own = batch.announcements.filter { webhook.job ?? $0.job == $0.job }
        await send(scramble.pass(own, batch.trouble), to: webhook)
      }
      if wake == .heartbeat { await send(scramble.takeLate(), to: webhook) }
      if let job = webhook.job, await hasEnded(job) { withdraw(webhook) }
    }
    withdraw(webhook)
  }

  private func hasEnded(_ job: JobID) async -> Bool {
    await announcer.facts(about: job)?.state?.state.isFinal ?? true
  }

  private func send(_ announcements: [Announcement], to webhook: Webhook) async {
    var rest = announcements[...]
    while !rest.isEmpty {
      await withDiscardingTaskGroup { group in
        for announcement in rest.prefix(WebhookDesk.width) {
          group.addTask { await self.send(announcement, to: webhook) }
        }
      }
      rest = rest.dropFirst(WebhookDesk.width)
    }
  }

  /// Sends a message, again after each pause until it has arrived.
  private func send(_ announcement: Announcement, to webhook: Webhook) async {
    for pause in [.zero] + webhook.pauses {
      guard await hasPassed(pause), isThere(webhook) else { return }
      let code = await usableCarrier().carry(webhook.message(announcement, now: clock.now))
      switch code {
      case .some(200..<300): return
      // The receiver wants no more (Standard Webhooks).
      case 410 where webhook.secret != nil: return withdraw(webhook)
      case .some, nil: continue
      }
    }
  }

  /// Whether a pause is over; not where the server stops meanwhile.
  private func hasPassed(_ pause: Duration) async -> Bool {
    guard pause > .zero else { return true }
    let until = clock.now.advanced(by: pause)
    let clock = clock
    return
      (try? await cancelWhenGracefulShutdown {
        try await clock.sleep(until: until, tolerance: nil)
      }) != nil
  }
}
