import JobModel
import JobProfile
import Logging
import ServiceLifecycle

extension WebhookDesk {
  /// Tells changes until the server stops or its task is cancelled; what is on its way arrives.
  func run() async {
    await takeOver()
    await withDiscardingTaskGroup { group in
      for await worker in arrivals.cancelOnGracefulShutdown() {
        group.addTask { await self.work(worker) }
      }
      isStopping = true
      noteUntakenChanges()
      for worker in workers.values { worker.waking.finish() }
    }
    // Who came too late to be told at all.
    let known = Set(left.map(\.webhook.id))
    left += workers.values.map(\.backlog).filter { !known.contains($0.webhook.id) }
    await carrier?.close()
    carrier = nil
  }

  /// How many messages were left when the server stopped, by where they were to go.
  func untold() -> [String: Int] {
    var counts: [String: Int] = [:]
    for backlog in left {
      let job = backlog.webhook.job
      let later = untaken.count {
        $0.revision > backlog.known && (job == nil || $0.job == job)
      }
      let count = backlog.messages.count + later
      if count > 0 { counts[backlog.webhook.place, default: 0] += count }
    }
    return counts
  }

  /// Before jobs change further: what they do once the server stops is no message that did not arrive.
  private func noteUntakenChanges() {
    let known = workers.values.map { outboxes[$0.webhook.id]?.known ?? $0.backlog.known }
    guard let least = known.min() else { return }
    untaken = announcer.host.changes(after: least).changes.filter(announcer.dialect.tells)
      .compactMap { facts in
        facts.revision.flatMap { Int($0) }.map { (facts.jobID, $0) }
      }
  }

  /// Tells one webhook; a message that does not arrive holds up no other.
  private func work(_ worker: Worker) async {
    let webhook = worker.webhook
    outboxes[webhook.id] = Outbox(known: worker.backlog.known)
    _ = announcer.host.subscribe(worker.waking)
    var scramble = PushScramble()
    await withDiscardingTaskGroup { group in
      for message in worker.backlog.messages {
        await takeIn(message, for: webhook)
        group.addTask { await self.send(message, to: webhook) }
      }
      for await wake in worker.wakes {
        var isFull = true
        while isFull, isThere(webhook), mayTakeMore(for: webhook) {
          let known = outboxes[webhook.id]?.known ?? 0
          let room = await room(for: webhook)
          // While it waited for that the server may have begun to stop.
          guard mayTakeMore(for: webhook) else { break }
          let batch = announcer.batch(after: known, isBeginning: false, limit: room)
          let own = batch.announcements.filter { webhook.job ?? $0.job == $0.job }
          let told = scramble.pass(own, batch.trouble)
          // Withdrawn meanwhile, it must not come back.
          guard isThere(webhook) else { break }
          if !own.isEmpty { keep(told + scramble.late, upTo: batch.revision, for: webhook) }
          for announcement in told {
            await takeIn(announcement, for: webhook)
            group.addTask { await self.send(announcement, to: webhook) }
          }
          outboxes[webhook.id]?.known = batch.revision
          isFull = batch.isFull
        }
        if wake == .heartbeat {
          for announcement in scramble.takeLate() {
            await takeIn(announcement, for: webhook)
            group.addTask { await self.send(announcement, to: webhook) }
          }
        }
        withdrawIfEnded(webhook)
      }
    }
    guard let outbox = outboxes.removeValue(forKey: webhook.id), isThere(webhook) else { return }
    let waiting = outbox.waiting + scramble.takeLate()
    left.append(WebhookBacklog(webhook: webhook, known: outbox.known, messages: waiting))
  }

  /// Before they are sent; where they cannot be kept, jobs are told as they stand after a restart.
  private func keep(_ messages: [Announcement], upTo revision: Int, for webhook: Webhook) {
    try? archive?.keep(webhook, known: revision, messages: messages)
  }

  private func takeIn(_ announcement: Announcement, for webhook: Webhook) async {
    _ = await room(for: webhook)
    outboxes[webhook.id]?.add(announcement)
  }

  /// Whether further changes become messages: of a server that stops only where they get through.
  private func mayTakeMore(for webhook: Webhook) -> Bool {
    !isStopping || outboxes[webhook.id]?.isFailing != true
  }

  /// How many messages of a webhook can be taken in, once there is one.
  private func room(for webhook: Webhook) async -> Int {
    while let outbox = outboxes[webhook.id] {
      let room = outbox.room(of: limits.messages(ofEachOf: workers.count))
      if room > 0 { return room }
      await withCheckedContinuation { outboxes[webhook.id]?.waitForRoom($0) }
    }
    return 1
  }

  /// A webhook of one job has done its work with the job's end.
  private func withdrawIfEnded(_ webhook: Webhook) {
    guard let job = webhook.job, let outbox = outboxes[webhook.id], outbox.isEmpty else { return }
    let facts = announcer.facts(about: job)
    let isOver = facts?.state?.state.isFinal ?? true
    let revision = facts?.revision.flatMap { Int($0) } ?? 0
    // Its end may have come only now: then it is told first.
    guard isOver, outbox.known >= revision else { return }
    withdraw(webhook)
  }

  private func send(_ announcement: Announcement, to webhook: Webhook) async {
    let isDone = await deliver(announcement, to: webhook)
    // Withdrawn meanwhile, it left nothing behind.
    if outboxes[webhook.id]?.settle(announcement.revision, isDone: isDone) == true,
      isThere(webhook)
    {
      try? archive?.forget(messageOf: announcement.revision, to: webhook)
    }
    withdrawIfEnded(webhook)
  }

  /// Sends a message, again after each pause until it has arrived; a server that stops tries once more
  /// and waits no longer.
  /// - Returns: Whether no more is to be done about it.
  private func deliver(_ announcement: Announcement, to webhook: Webhook) async -> Bool {
    let pauses = [.zero] + webhook.pauses
    for (index, pause) in pauses.enumerated() {
      let isLast = await !hasPassed(pause)
      guard isThere(webhook) else { return true }
      let code = await answer(to: announcement, from: webhook)
      switch code {
      case .some(200..<300):
        await count(.delivered)
        logRecovery(of: webhook)
        return true
      // The receiver wants no more (Standard Webhooks).
      case 410 where webhook.secret != nil:
        logger.notice(
          "a webhook was ended by its receiver",
          metadata: ["host": "\(webhook.place)", "webhook": "\(webhook.id)", "code": "410"]
        )
        withdraw(webhook)
        return true
      case .some, nil:
        guard isThere(webhook) else { return true }
        if isLast { return false }
        let next = index + 1 < pauses.count ? pauses[index + 1] : nil
        logFailure(of: webhook, announcement, code, next: next)
      }
    }
    await count(.failed)
    return true
  }

  private func answer(to announcement: Announcement, from webhook: Webhook) async -> Int? {
    await withCheckedContinuation { outboxes[webhook.id]?.begin($0) }
    await withCheckedContinuation { gate.begin(webhook.place, $0) }
    // Withdrawn while it waited for its turn, it is told nothing.
    let code =
      isThere(webhook)
      ? await usableCarrier().carry(webhook.message(announcement, now: clock.now)) : nil
    gate.end(webhook.place)
    outboxes[webhook.id]?.end(code)
    return code
  }

  private func count(_ delivery: ServerMetrics.Delivery) async {
    tally?.delivered(delivery)
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
