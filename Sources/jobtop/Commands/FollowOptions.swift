import ArgumentParser
import JobModel

/// Which jobs to stay with, for how long, and what of them to write.
struct FollowOptions: ParsableArguments {
  @OptionGroup var server: ServerOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The jobs' ids; without ids, every tracked job of the server that has not ended.")
  var ids: [String] = []

  @Option(
    parsing: .unconditional,
    help: "How long to stay, as in 30s or 2m; without it, for as long as it takes.",
    transform: Duration.option
  )
  var timeout: Duration?

  @Option(
    name: .customLong("max-polls"),
    parsing: .unconditional,
    help: "How often to ask about one job at most.",
    transform: NumberOption.whole("--max-polls", 1...Int.max, as: 20)
  )
  var maximumPolls: Int?

  @Flag(name: .customLong("every-poll"), help: "Write every answer, also when nothing changed.")
  var everyPoll = false

  /// What was said beside jobs and server, as words of the command.
  private var words: [String] {
    (timeout.map { ["--timeout", $0.written] } ?? [])
      + (maximumPolls.map { ["--max-polls", String($0)] } ?? [])
      + (everyPoll ? ["--every-poll"] : [])
  }

  /// Stays with the jobs until all have ended, or are where they are wanted; writes `news` of them.
  ///
  /// `command`: the one that does so, with the words that only it has.
  func follow(
    _ news: FollowedNews,
    until goal: WaitGoal = WaitGoal(),
    by command: [String],
    on connection: ServerConnection
  ) async throws {
    var connection = connection
    connection.goOn.staying = command + words
    let (jobs, unanswered) = try await connection.followed(ids)
    let following = Following(
      connection: connection,
      patience: Patience(limit: timeout, maximumPolls: maximumPolls),
      goal: goal
    )
    let journal = FollowJournal(output.chosen, everyPoll ? .everyAnswer : news)
    try await following.run(jobs, unanswered: unanswered, journal).exit()
  }
}
