import JobModel
import JobProfile
import Logging

/// Performs what a `JobWatcher` wants done: requests, streams, notes, timers, replies.
///
///     commands, answers, messages, timers ──► one loop ──► watcher ──► actions ──► child tasks
///                      ▲                                                              │
///                      └──────────────────────────────────────────────────────────────┘
///
/// The loop owns the watcher as a value; everything else is a child task that hands its outcome
/// back as an event and ends.
struct WatcherDriver: Sendable {
  let transport: any Transport
  let journal: any Journal
  let clock: any JobClock
  /// Takes a line for each request; nothing: nobody reads them.
  let logger: Logger?
  let commands: AsyncStream<Command>.Continuation

  /// Runs until the watcher is closed; then every child task has ended.
  func run(_ watcher: JobWatcher, _ stream: AsyncStream<Command>) async {
    await withDiscardingTaskGroup { group in
      group.addTask { await followJournal(of: watcher.server) }
      var state = State(watcher: watcher, sleep: MachineSleep(of: clock))
      if let sleep = state.sleep { group.addTask { await follow(sleep) } }
      for await command in stream {
        if state.sleep?.hasEnded() ?? false {
          perform(take(.event(.resumed), &state), &state, &group)
        }
        perform(take(command, &state), &state, &group)
        beginSharing(&state, &group)
        restFromWriting(&state, &group)
        writeNotes(&state, &group)
        // What is still in the stream after this is turned away, then the loop ends.
        if state.isFinished, state.notes.isEmpty, state.pushes.isEmpty { commands.finish() }
      }
      state.end()
      group.cancelAll()
    }
    await transport.close()
  }

  /// What the loop owns.
  struct State {
    var watcher: JobWatcher
    /// What is known of the machine's sleep; nothing: its clock knows none.
    var sleep: MachineSleep?
    var notes = Notes()
    var callers: [Ticket: CheckedContinuation<Reply, Never>] = [:]
    var subscriptions: [Int: Subscription] = [:]
    /// What is said on push connections; they are there until they have been left.
    var pushes: [Int: AsyncStream<PushFrame>.Continuation] = [:]
    var pushNotes: [Int: PushNote] = [:]
    var earliestWake: Timestamp?
    var isFinished = false
    /// What the journal kept has been taken in.
    var isReady = false
    /// What is shown of it until then.
    var glimpse: [JobUpdate] = []
    /// What was asked before that.
    var early: [(ticket: Ticket, event: WatcherEvent)] = []
    /// What was learned and is still to be told.
    var news: [News] = []
    /// What is told once it is noted down.
    var untold = Untold()
    var lastStatus: ServerStatus?
    /// What the other processes are told.
    var bids: AsyncStream<LeaseBid>.Continuation?
    /// How long jobs take, by their kind.
    var outlooks: [String: [DurationSpan: DurationOutlook]] = [:]
    /// What the user should know, each once.
    var warnings: [JobFailure] = []

    mutating func end() {
      for subscription in subscriptions.values { subscription.finish(throwing: .closed) }
      for caller in callers.values { caller.resume(returning: .failure(.closed)) }
      early = []
      for push in pushes.values { push.finish() }
      bids?.finish()
      subscriptions = [:]
      callers = [:]
      pushes = [:]
    }
  }

  private func take(_ command: Command, _ state: inout State) -> [WatcherAction] {
    switch command {
    case .ask(_, _, let caller) where state.isFinished:
      caller.resume(returning: .failure(.closed))
    case .subscribe(let subscription) where state.isFinished:
      subscription.finish(throwing: .closed)
    case .event(.restore(let jobs, let forgotten, let durations)):
      let restoring = WatcherEvent.restore(jobs, forgotten: forgotten, durations: durations)
      let actions = state.watcher.handle(restoring, at: clock.now)
      state.isReady = true
      state.glimpse = []
      // What was said while it was read stands no longer.
      if let status = state.lastStatus {
        for subscription in state.subscriptions.values { subscription.yield(.status(status)) }
      }
      let early = state.early
      state.early = []
      return actions + early.flatMap { state.watcher.handle($0.event, at: clock.now) }
    case .heard(let number, let events):
      let now = clock.now
      return events.flatMap { event in
        state.pushNotes[number]?.log(event)
        return state.watcher.handle(.push(number, event), at: now)
      }
    case .event(let event):
      return state.watcher.handle(event, at: clock.now)
    case .ask(let ticket, let event, let caller):
      state.callers[ticket] = caller
      guard state.isReady else {
        // What the journal kept comes first: a job that is known must not be taken for a new one.
        state.early.append((ticket, event))
        return []
      }
      return state.watcher.handle(event, at: clock.now)
    case .subscribe(let subscription):
      state.subscriptions[subscription.number] = subscription
      let status = (state.isReady ? nil : readingStatus(state)) ?? state.lastStatus
      if let status { subscription.yield(.status(status)) }
      for warning in state.warnings { subscription.yield(.warning(warning)) }
      for outlook in state.outlooks.values.flatMap(\.values) {
        subscription.yield(.outlook(outlook))
      }
      let known = state.isReady ? state.watcher.latestUpdates : state.glimpse
      subscription.yield(known.map { News(update: $0, weight: .plan) })
    case .unsubscribe(let number):
      state.subscriptions[number] = nil
    case .giveUp(let ticket):
      state.early.removeAll { $0.ticket == ticket }
      state.callers.removeValue(forKey: ticket)?.resume(returning: .failure(.cancelled))
      return state.watcher.handle(.stopWaiting(ticket), at: clock.now)
    case .count(let caller):
      caller.resume(returning: state.counts)
    case .standing(let caller):
      caller.resume(returning: state.watcher.latestUpdates)
    case .pushEnded(let number):
      state.pushes.removeValue(forKey: number)?.finish()
      state.pushNotes.removeValue(forKey: number)?.logEnd()
    case .glimpse(let jobs):
      state.glimpse = jobs.map { job in
        JobUpdate(time: job.learned ?? job.created, source: .store, job: job)
      }
      let news = state.glimpse.map { News(update: $0, weight: .plan) }
      for subscription in state.subscriptions.values {
        if let status = readingStatus(state) { subscription.yield(.status(status)) }
        subscription.yield(news)
      }
    case .wrote(let batch, let failure):
      return wrote(batch, failure, &state)
    case .writeAgain:
      state.notes.endRest()
    case .awoke:
      // Noticed before any command is taken.
      break
    case .unread(let failure):
      warn(.unread(why: failure.cause), &state)
    }
    return []
  }

  /// What is told of the server while only some of what the journal keeps is there.
  private func readingStatus(_ state: State) -> ServerStatus? {
    guard !state.glimpse.isEmpty else { return nil }
    return ServerStatus(server: state.watcher.server, link: .connecting, isListCapped: true)
  }

  private func perform(
    _ actions: [WatcherAction],
    _ state: inout State,
    _ group: inout DiscardingTaskGroup
  ) {
    for action in actions {
      switch action {
      case .ask(let number, let request, let limits):
        let attempt = state.watcher.attempt(of: number)
        let note = logger.map {
          RequestNote(request, of: state.watcher.server, attempt: attempt, at: clock.now, in: $0)
        }
        group.addTask { await ask(number, request, limits, note) }
      case .openPush(let number, let plan):
        let (words, speaker) = AsyncStream.makeStream(of: PushFrame.self)
        state.pushes[number] = speaker
        state.pushNotes[number] = logger.map {
          PushNote(plan, of: state.watcher.server, in: $0)
        }
        group.addTask { await holdPush(number, plan, saying: words) }
      case .tellPush(let number, let frame):
        state.pushes[number]?.yield(frame)
      case .closePush(let number):
        state.pushes[number]?.finish()
        state.pushNotes[number]?.leave()
      case .journal(let entries, let receipt):
        state.notes.add(entries, receipt)
      case .report(let update, let isChange):
        state.news.append(News(update: update, weight: isChange ? .change : .answer))
      case .reportPlan(let update):
        state.news.append(News(update: update, weight: .plan))
      case .reportStatus(let status):
        tellNews(&state)
        state.lastStatus = status
        for (_, subscription) in state.subscriptions { subscription.yield(.status(status)) }
      case .warn(let warning):
        warn(warning, &state)
      case .reportOutlook(let outlook):
        state.outlooks[outlook.kind, default: [:]][outlook.span] = outlook
        for (_, subscription) in state.subscriptions { subscription.yield(.outlook(outlook)) }
      case .reportForgotten(let runs):
        tellNews(&state)
        for (_, subscription) in state.subscriptions { subscription.yield(.forgotten(runs)) }
      case .reportExchanges(let exchanges):
        tellNews(&state)
        for (_, subscription) in state.subscriptions { subscription.yield(.exchanges(exchanges)) }
      case .reportLog(let log):
        for (_, subscription) in state.subscriptions { subscription.yield(.log(log)) }
      case .bid(let bid):
        state.bids?.yield(bid)
      case .reply(let ticket, let reply):
        // Who waits for a job has heard of its end when the wait returns.
        tellNews(&state)
        state.untold.add(.reply(ticket, reply))
      case .wake(let time):
        wake(at: time, &state, &group)
      case .finished:
        state.isFinished = true
      }
    }
    tellNews(&state)
  }

  func warn(_ warning: JobFailure, _ state: inout State) {
    state.warnings.append(warning)
    for (_, subscription) in state.subscriptions { subscription.yield(.warning(warning)) }
  }

  /// Only a wake earlier than all that are under way needs a sleeper of its own.
  private func wake(
    at time: Timestamp,
    _ state: inout State,
    _ group: inout DiscardingTaskGroup
  ) {
    if let earliest = state.earliestWake, earliest <= time, earliest > clock.now { return }
    state.earliestWake = time
    group.addTask { [clock, commands] in
      do {
        try await clock.sleep(until: time, tolerance: nil)
        commands.yield(.event(.woke))
      } catch {
        // Cancelled: the client is closing.
      }
    }
  }

  private func ask(
    _ number: RequestNumber,
    _ request: WireRequest,
    _ limits: RequestLimits,
    _ note: RequestNote?
  ) async {
    do {
      let answer = try await transport.send(request, limits: limits)
      note?.log(.success(answer), at: clock.now)
      commands.yield(.event(.answered(number, answer)))
    } catch {
      note?.log(.failure(error), at: clock.now)
      commands.yield(.event(.unanswered(number, error)))
    }
  }
}
