import ArgumentParser
import JobModel

/// What `wait` waits for.
struct GoalOptions: ParsableArguments {
  @Flag(help: "Wait for every job, as a rule, or until the first is there.")
  var extent = Extent.all

  @Option(
    name: .customLong("until"),
    help: "Wait until a job is in that state, or has ended; as a rule, until it has ended.",
    completion: .list(GoalOptions.states.map(\.rawValue)),
    transform: GoalOptions.state
  )
  var state: JobState?

  var goal: WaitGoal { WaitGoal(state: state, anyIsEnough: extent == .any) }

  /// The same as words of the command.
  var words: [String] {
    (extent == .any ? ["--any"] : []) + (state.map { ["--until", $0.rawValue] } ?? [])
  }

  /// How many of the jobs have to get there.
  enum Extent: String, EnumerableFlag {
    case all, any
  }

  /// States that the server can say of a job that exists.
  private static let states: [JobState] = [
    .pending, .running, .completed, .failed, .cancelled, .lost,
  ]

  @Sendable private static func state(_ word: String) throws -> JobState {
    guard let state = JobState(rawValue: word), states.contains(state) else {
      let allowed = states.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--until cannot be “\(word)”: it is one of \(allowed).")
    }
    return state
  }
}
