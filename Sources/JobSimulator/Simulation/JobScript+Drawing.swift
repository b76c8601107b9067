import JobModel
import JobProfile

extension JobScript {
  /// Draws what will happen to a run of a job; the same arguments give the same script.
  package init(
    rules: SimulationRules,
    ordinal: Int,
    run: Int = 1,
    inputs: [String: JSON] = [:],
    spelled: ScriptedJob = ScriptedJob()
  ) {
    let dice = Dice(rules: rules, ordinal: ordinal, run: run)
    let endings = spelled.endings.isEmpty ? dice.endings(inputs: inputs) : spelled.endings
    let failsAtOnce = rules.fails == .start && endings.last == .failed
    let length = spelled.length ?? (failsAtOnce ? .zero : dice.length(inputs: inputs))
    self.init(
      attempts: dice.attempts(endings, length: length, reason: spelled.reason),
      limit: max(rules.attempts.limit, endings.count),
      progress: rules.progress.faster(by: rules.speed)
    )
  }
}

/// The draws for one run of one job.
private struct Dice {
  let rules: SimulationRules
  let ordinal: Int
  let run: Int

  func generator(_ purpose: SeededGenerator.Purpose) -> SeededGenerator {
    SeededGenerator(seed: rules.seed, ordinal: ordinal, run: run, purpose: purpose)
  }

  /// An input called `duration` is the length in seconds, whatever the rule for others is.
  func length(inputs: [String: JSON]) -> Duration {
    if let asked = LengthRule.seconds(inputs["duration"]) { return asked }
    var generator = generator(.length)
    return rules.length.length(inputs: inputs, using: &generator)
  }

  /// A job that is to fail uses up all of its tries.
  func endings(inputs: [String: JSON]) -> [ScriptedJob.Ending] {
    let limit = max(1, rules.attempts.limit)
    if fails(inputs: inputs) { return Array(repeating: .failed, count: limit) }
    var generator = generator(.attempts)
    var endings: [ScriptedJob.Ending] = []
    while endings.count < limit - 1, generator.fraction() < rules.attempts.failure {
      endings.append(.failed)
    }
    return endings + [.completed]
  }

  private func fails(inputs: [String: JSON]) -> Bool {
    switch rules.failure {
    case .input(let name): return inputs[name]?.boolean ?? false
    case .probability(let probability):
      var generator = generator(.fate)
      return generator.fraction() < probability
    }
  }

  /// Shares the length among the tries: one that fails takes between half and all of an even share.
  func attempts(
    _ endings: [ScriptedJob.Ending],
    length: Duration,
    reason: String?
  ) -> [JobScript.Attempt] {
    var generator = generator(.pending)
    var reasons = self.generator(.reason)
    var left = length.inWholeMilliseconds
    return endings.enumerated().map { index, ending in
      let isLast = index == endings.count - 1
      let even = left / (endings.count - index)
      let share = isLast ? left : (even * generator.number(in: 0.5...1)).inWholeMilliseconds
      let waiting = (share * generator.number(in: rules.pending)).inWholeMilliseconds
      let reach = generator.number(in: 0.5...0.95)
      left -= share
      return JobScript.Attempt(
        waiting: waiting.scaled(by: rules.speed),
        working: (share - waiting).scaled(by: rules.speed),
        reach: ending == .completed ? 1 : reach,
        failure: ending == .completed ? nil : reason ?? reasons.element(of: rules.reasons)
      )
    }
  }
}

extension Duration {
  /// What servers write has milliseconds; a script of whole ones is told exactly.
  fileprivate var inWholeMilliseconds: Duration {
    .milliseconds(wholeNanoseconds / 1_000_000)
  }

  /// The same on a faster clock, in whole nanoseconds.
  fileprivate func scaled(by speed: Double) -> Duration {
    .nanoseconds((self / speed).wholeNanoseconds)
  }
}
