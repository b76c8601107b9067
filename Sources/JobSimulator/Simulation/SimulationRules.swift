import JobModel
import JobProfile

/// What decides how jobs go.
package struct SimulationRules: Sendable {
  /// Everything that is drawn depends on it.
  package var seed: UInt64
  /// How many seconds of a job pass in one.
  package var speed = 1.0
  /// How long jobs take.
  package var length = LengthRule.range(.seconds(5)...(.seconds(5)))
  /// The chance that a job ends failed, or the input that says so.
  package var failure = Profile.Simulation.Chance.probability(0)
  /// When a job that is to fail does.
  package var fails = Profile.Simulation.Fails.end
  /// When the end of a job is drawn.
  package var redraw = Profile.Simulation.Redraw.never
  /// How often a job is tried.
  package var attempts = AttemptRule()
  /// Which share of a try's time passes before work on it begins.
  package var pending = 0.1...0.3
  /// How progress moves.
  package var progress = ProgressRule.smooth
  /// Why jobs fail.
  package var reasons = ["the work could not be done"]
  /// Sorts of work, with their titles.
  package var kinds: [Scenario.Kind] = []
  /// How many drawn jobs are there from the start.
  package var start = 0
  /// Jobs that are there from the start, before the drawn ones.
  package var script: [ScriptedJob] = []
  /// How jobs come by themselves; nothing: none do.
  package var arrivals: ArrivalRule?
  /// Where ids come from.
  package var ids = Profile.Simulation.IDs.uuid
  /// The input that holds a list: a create makes a job for each of its elements.
  package var jobsInput: String?
  /// Whether the server has one job and no more, there from the start.
  package var hasOneJob = false
  /// Where the result of a job that completed is to be had; nothing: results are not told.
  package var result: @Sendable (JobID) -> JSON? = { _ in nil }
  /// Titles by the inputs, where the profile knows them.
  package var title: @Sendable ([String: JSON]) -> String? = { _ in nil }

  /// Makes rules under which every job completes after five seconds.
  package init(seed: UInt64) {
    self.seed = seed
  }
}
