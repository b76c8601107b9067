/// What happens on a simulated server: what is not said is left to the profile.
package struct Scenario: Hashable, Sendable {
  /// Its name, as in `--scenario NAME`.
  package var name: String
  /// One line about it.
  package var about: String
  /// How long jobs take.
  package var length: LengthRule?
  /// The chance that a job ends failed.
  package var failure: Double?
  /// How often the server tries a job.
  package var attempts: AttemptRule?
  /// Which share of a try's time passes before work on it begins.
  package var pending: ClosedRange<Double>?
  /// How progress moves.
  package var progress: ProgressRule?
  /// Why jobs fail.
  package var reasons: [String]
  /// Sorts of work and the titles that jobs of them have.
  package var kinds: [Kind]
  /// How many drawn jobs are there when the server starts.
  package var start: Int
  /// Jobs that are there when the server starts, before the drawn ones.
  package var script: [ScriptedJob]
  /// How jobs come by themselves while the server runs; nothing: none do.
  package var arrivals: ArrivalRule?
  /// What goes wrong with requests and pushes.
  package var faults: [FaultRule]

  /// One sort of work.
  package struct Kind: Hashable, Sendable {
    /// Its name.
    package var name: String
    /// Titles to draw from.
    package var titles: [String]

    /// Makes a sort of work.
    package init(name: String, titles: [String]) {
      self.name = name
      self.titles = titles
    }
  }

  /// Makes a scenario that leaves everything to the profile.
  package init(name: String, about: String = "") {
    self.name = name
    self.about = about
    reasons = []
    kinds = []
    start = 0
    script = []
    faults = []
  }
}
