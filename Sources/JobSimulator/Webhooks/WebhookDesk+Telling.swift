import JobModel
import JobProfile
import ServiceLifecycle

extension WebhookDesk {
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
      case .some(200..<300): return await count(.delivered)
      // The receiver wants no more (Standard Webhooks).
      case 410 where webhook.secret != nil: return withdraw(webhook)
      case .some, nil: continue
      }
    }
    await count(.failed)
  }

  private func count(_ delivery: ServerMetrics.Delivery) async {
    await tally?.delivered(delivery)
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
