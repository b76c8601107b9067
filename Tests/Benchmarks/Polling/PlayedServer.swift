import Foundation

/// What a server does to whoever asks it.
struct PlayedServer: Sendable {
  /// From a request to its answer, in seconds.
  var roundTrip = 0.0
  /// How many answers are lost, as a share; whoever asked knows at once.
  var loss = 0.0
  /// How long each answer asks to wait (`Retry-After`), in seconds.
  var hint: Double?
  /// Whether each answer says how much of the job is done.
  var tellsProgress = false

  static let prompt = PlayedServer()

  /// What one job's progress is bent by: at half of its time one job has done a third, another two.
  func bend(_ generator: inout SeededGenerator) -> Double {
    tellsProgress ? exp(0.3 * generator.normal()) : 1
  }

  /// What it says of progress when that share of a job's time has passed, in whole hundredths.
  func progress(at share: Double, bend: Double) -> Double? {
    tellsProgress ? (pow(share, bend) * 100).rounded(.down) / 100 : nil
  }
}
