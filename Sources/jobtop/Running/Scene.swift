import Dashboard
import JobClient
import JobModel
import JobProfile
import JobSimulator
import Screen

/// A client and a job server played against each other in time that is only counted.
///
/// The same scenario, seed and instant give the same screen; that is how pictures are made.
struct Scene {
  private let server: JobServer
  private let clock: StageClock
  private let start: Timestamp
  private var watcher: JobWatcher
  private var plan: [(time: Timestamp, event: WatcherEvent)] = []
  private var state: DashboardState

  /// How long every answer takes on this stage.
  private static let delay = Duration.milliseconds(12)

  init(
    profile: Profile,
    scenario: Scenario?,
    options: SimulatorOptions,
    start: Timestamp,
    state: DashboardState
  ) throws(JobFailure) {
    self.start = start
    self.state = state
    clock = StageClock(start)
    server = try JobServer(profile: profile, scenario: scenario, options: options, clock: clock)
    watcher = JobWatcher(
      server: "demo",
      baseURL: profile.url ?? "",
      profile: profile,
      credentials: profile.simulation.credentials ?? Credentials(),
      options: WatchOptions(
        poll: .fixed(.seconds(2)),
        push: .none,
        discovers: true
      ).tellingOutlooks(),
      generator: SeededGenerator(seed: options.seed, ordinal: 0, purpose: .id)
    )
    let description = profile.description(name: "demo", url: profile.url ?? "")
    _ = self.state.reduce(.servers([description]), at: start)
    plan.append((start, .restore([])))
  }

  /// Plays on, and gives the dashboard as it stands at that moment.
  mutating func played(for time: Duration) async -> DashboardState {
    let end = start.advanced(by: time)
    while let next = plan.indices.min(by: { plan[$0].time < plan[$1].time }),
      plan[next].time <= end
    {
      let (instant, event) = plan.remove(at: next)
      clock.move(to: instant)
      for action in watcher.handle(event, at: instant) { await perform(action, instant) }
    }
    clock.move(to: end)
    _ = state.reduce(.tick, at: end)
    return state
  }

  /// Presses a key; what it brings to light of the job under the cursor comes at once.
  mutating func press(_ key: Key) async -> DashboardState {
    let now = clock.now
    for effect in state.reduce(.key(key), at: now) {
      switch effect {
      case .inspect(let run): await tell(.inspect(run), now)
      case .followLog(let run): await tell(.followLog(run), now)
      case .cancel(let runs), .retry(let runs): _ = state.reduce(.asked(runs), at: now)
      case .create, .withdraw, .track, .forget, .viewing, .suspend, .redraw, .quit, .open,
        .download, .runCommand, .endCommand, .preview, .pace, .play, .connect, .demo, .remember,
        .copy, .write, .title, .ring, .notify:
        break
      }
    }
    return state
  }

  /// Tells the watcher, and plays on as long as an answer takes.
  private mutating func tell(_ event: WatcherEvent, _ now: Timestamp) async {
    for action in watcher.handle(event, at: now) { await perform(action, now) }
    let end = now.advanced(by: Self.delay)
    while let next = plan.indices.first(where: { plan[$0].time <= end }) {
      let (_, event) = plan.remove(at: next)
      for action in watcher.handle(event, at: now) { await perform(action, now) }
    }
  }

  private mutating func perform(_ action: WatcherAction, _ now: Timestamp) async {
    switch action {
    case .ask(let number, let request, let limits):
      let reply = await server.reply(to: request)
      guard let (delay, result) = Self.outcome(of: reply, limits) else { return }
      let event: WatcherEvent =
        switch result {
        case .success(let answer): .answered(number, answer)
        case .failure(let failure): .unanswered(number, failure)
        }
      plan.append((now.advanced(by: delay), event))
    case .wake(let time): plan.append((time, .woke))
    case .report(let update, _): _ = state.reduce(.updates([update]), at: now)
    case .reportLog(let log): _ = state.reduce(.log(log), at: now)
    case .reportExchanges(let exchanges): _ = state.reduce(.exchanges(exchanges), at: now)
    case .reportOutlook(let outlook): _ = state.reduce(.outlook(outlook), at: now)
    case .reportStatus(let status): _ = state.reduce(.status(status), at: now)
    case .journal(_, let receipt):
      if let receipt { plan.append((now, .journaled(receipt, nil))) }
    case .openPush, .tellPush, .closePush, .warn, .reportForgotten, .bid, .reply, .finished,
      .reportPlan:
      break
    }
  }

  /// What a client learns of a reply, and after how long; nothing of one that it did not ask for.
  private static func outcome(
    of reply: ServerReply,
    _ limits: RequestLimits
  ) -> (Duration, Result<WireAnswer, TransportFailure>)? {
    let timeout = (
      limits.time, Result<WireAnswer, _>.failure(TransportFailure.timedOut(limits.time))
    )
    switch reply {
    case .answer(let answer): return (delay, .success(answer))
    case .late(let lateness, let reply):
      guard let (time, result) = outcome(of: reply, limits) else { return nil }
      return time + lateness < limits.time ? (time + lateness, result) : timeout
    case .silence: return timeout
    case .reset: return (delay, .failure(.broken("the server closed the connection")))
    case .cut: return (delay, .failure(.broken("the answer broke off")))
    case .events, .held: return nil
    }
  }
}
