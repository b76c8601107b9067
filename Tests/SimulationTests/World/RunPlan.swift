import JobClient
import JobModel
import JobProfile

/// What a seed makes of a run before it begins: server, client, and what will go wrong.
struct RunPlan: Sendable {
  let dialect: Dialect
  let options: WatchOptions
  /// How each of the programs that share a journal watches.
  let programs: [WatchOptions]
  /// How probable each fault is that strikes single requests and messages.
  let rates: [Fault: Double]
  /// Faults that strike at an instant.
  let troubles: [(after: Duration, trouble: Trouble)]
  let deeds: [(after: Duration, deed: Deed, by: Int)]
  /// For so long faults strike.
  let trouble: Duration
  /// So many jobs are made, by whomever.
  static let jobs = 20

  init(_ dice: inout Dice, isShared: Bool) {
    dialect = dice.pick(Dialect.all) ?? Dialect.all[0]
    // A server with one job has one life after the other.
    trouble = .seconds(dialect.label == nil ? 400 : 90)
    options = Self.options(for: dialect, &dice)
    programs = isShared ? Self.sharing(options, &dice) : [options]
    let hasPush = Self.isTold(dialect.profile, options)
    let faults = Fault.allCases.filter { fault in
      dice.falls(fault.isAboutPush ? 0.7 : 0.4) && (hasPush || !fault.isAboutPush)
    }
    var rates: [Fault: Double] = [:]
    for fault in faults {
      let rate = dice.pick([0.02, 0.05, 0.12]) ?? 0.05
      // There are fewer messages than requests.
      rates[fault] = fault.isAboutPush ? rate * 3 : rate
    }
    self.rates = rates
    let longestDowntime = isShared ? 40.0 : 8
    troubles = Self.troubles(of: faults, within: trouble, downtime: 0.05...longestDowntime, &dice)
    deeds = Self.deeds(for: dialect, within: trouble, &dice).map { [programs] after, deed in
      (after, deed, programs.count > 1 ? dice.number(0...programs.count - 1) : 0)
    }
  }

  private static func options(for dialect: Dialect, _ dice: inout Dice) -> WatchOptions {
    let policies: [PollPolicy] = [
      .exponential(), .fixed(.seconds(3)), .fixed(.seconds(2), jitter: 0.3),
      .exponential(base: .seconds(1), factor: 2, cap: .seconds(20)),
    ]
    var options = WatchOptions(
      // Learned plans cost much in a debug build: a few runs are enough for what they can do wrong.
      poll: dice.falls(0.02) ? .learned() : dice.pick(policies) ?? .standard,
      push: dice.falls(0.85) ? .automatic : .none,
      discovers: dialect.label == nil || dice.falls(0.5),
      maximumInFlight: dice.pick([2, 4, 16]) ?? 16,
      createTries: dice.pick([1, 3, .max]) ?? 3,
      patience: dice.falls(0.5) ? 4 : nil
    )
    // With all its tokens a run is often over before they are spent.
    options.quota = RetryQuota(capacity: dice.pick([500, 100, 28, 0, 0]) ?? 500)
    return options
  }

  /// Dashboards and commands on one journal.
  private static func sharing(_ options: WatchOptions, _ dice: inout Dice) -> [WatchOptions] {
    let dashboard = options.sharingAsking()
    var command = dashboard
    command.resumes = false
    command.discovers = false
    if command.createTries == .max { command.createTries = 3 }
    let worlds = [
      [dashboard, dashboard], [dashboard, command], [command, command],
      [dashboard, command, command], [command, command, command],
    ]
    return dice.pick(worlds) ?? [dashboard, dashboard]
  }

  private static func troubles(
    of faults: [Fault],
    within time: Duration,
    downtime: ClosedRange<Double>,
    _ dice: inout Dice
  ) -> [(Duration, Trouble)] {
    var troubles: [(Duration, Trouble)] = []
    func add(
      _ times: ClosedRange<Int>,
      within time: Duration = time,
      _ trouble: (inout Dice) -> Trouble
    ) {
      for _ in 1...dice.number(times) {
        let after = dice.seconds(1...time.inSeconds)
        troubles.append((after, trouble(&dice)))
      }
    }
    for fault in faults {
      switch fault {
      case .throttle: add(1...3) { .throttle($0.seconds(1...20)) }
      case .hang: add(1...2) { .hang($0.seconds(2...25)) }
      case .amnesia: add(1...2) { .amnesia(isWhole: $0.falls(0.5)) }
      case .idReuse: add(1...4) { _ in .idReuse }
      case .brokenJobs: add(3...6, within: time / 2) { _ in .brokenJobs }
      case .clockSkew: add(1...2) { .clockSkew($0.seconds(-4000...4000)) }
      case .mutePush: add(1...3) { _ in .mute }
      case .cut: add(1...3) { _ in .cutLines }
      case .restart: add(1...3) { .restart(after: $0.seconds(downtime)) }
      case .stop: add(1...3) { .stop($0.seconds(0.5...60)) }
      case .sleep: add(1...2) { .sleep($0.seconds(30...4000)) }
      case .dropRequest, .dropAnswer, .delay, .duplicate, .reorder, .garbage, .serverError,
        .latePush, .duplicatePush, .losePush:
        break
      }
    }
    return troubles
  }

  private static func deeds(
    for dialect: Dialect,
    within time: Duration,
    _ dice: inout Dice
  ) -> [(Duration, Deed)] {
    var deeds: [(Duration, Deed)] = []
    func add(_ deed: Deed) { deeds.append((dice.seconds(0.1...time.inSeconds), deed)) }
    if dialect.label != nil {
      var left = jobs - 8
      while left > 0 {
        let count = dice.number(1...5)
        add(.create(count, within: dice.falls(0.3) ? dice.seconds(1...40) : nil))
        left -= count
      }
      for _ in 1...3 { add(.track) }
      add(.cancel)
    }
    for _ in 1...5 { add(.wait(within: dice.falls(0.7) ? dice.seconds(0.5...60) : nil)) }
    if dialect.label != nil {
      for _ in 1...4 { add(.settleLeft(within: dice.falls(0.5) ? dice.seconds(1...60) : nil)) }
    }
    for deed in [Deed.stopWaiting, .view, .view, .query, .listen] { add(deed) }
    return deeds
  }

  /// Whether a server of that kind tells a client with these options anything.
  private static func isTold(_ profile: Profile, _ options: WatchOptions) -> Bool {
    options.push != .none && profile.pushKinds.contains { $0 != .webhook && $0 != .longpoll }
  }
}
