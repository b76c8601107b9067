import JobModel
import JobProfile

extension SimulationRules {
  /// Puts the rules of a server together: options win over the scenario, it wins over the profile.
  package init(profile: Profile, scenario: Scenario?, options: SimulatorOptions) {
    self.init(seed: options.seed)
    speed = options.speed
    apply(profile)
    if let scenario { apply(scenario) }
    if let asked = options.length { length = asked }
    if let asked = options.failure { failure = .probability(asked) }
  }

  private mutating func apply(_ profile: Profile) {
    let simulation = profile.simulation
    switch simulation.duration {
    case .range(let range)?: length = .range(range)
    case .input(let name)?: length = .input(name)
    case nil: break
    }
    failure = simulation.failure ?? failure
    fails = simulation.fails
    redraw = simulation.redraw
    ids = simulation.ids
    jobsInput = simulation.jobsInput
    hasOneJob = profile.hasOneJob
    // Where nobody is told of changes, a move of progress is not worth being one.
    progress = profile.sse == nil ? .smooth : .every(.seconds(1))
    title = { profile.title(inputs: $0) }
  }

  private mutating func apply(_ scenario: Scenario) {
    length = scenario.length ?? length
    if let share = scenario.failure { failure = .probability(share) }
    attempts = scenario.attempts ?? attempts
    pending = scenario.pending ?? pending
    progress = scenario.progress ?? progress
    if !scenario.reasons.isEmpty { reasons = scenario.reasons }
    kinds = scenario.kinds
    start = scenario.start
    script = scenario.script
    arrivals = scenario.arrivals
  }
}
