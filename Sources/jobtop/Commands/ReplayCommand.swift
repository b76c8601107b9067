import ArgumentParser
import Dashboard
import JobModel

/// Plays a recording on the dashboard.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Play what --record has written down, or what jobtop watch has told.",
    discussion: """
      On the screen p stops the playing or lets it go on, + and - play twice or half as fast, and \
      , . { } go back and forward in time.
      """
  )

  @Argument(help: "The recording; - reads standard input.", completion: .file())
  var file: String

  @Option(
    parsing: .unconditional,
    help: "Seconds of the recording in one; as a rule 1.",
    transform: NumberOption.any("--speed", from: 0.01, upTo: 1000, as: "4")
  )
  var speed = 1.0

  @Option(
    help: "Where to begin: 2m after its begin, or a time of day such as 12:03.",
    transform: RecordingPlace.option
  )
  var at: RecordingPlace?

  @OptionGroup var look: LookOptions

  func run() async throws {
    try await Failures.reported {
      let recording = try RecordingFile(file)
      let (look, trouble) = try look.lookWithoutNeed()
      let outcome = try await DashboardProgram(look: look).replay(
        recording.moments,
        from: recording.instant(at),
        speed: speed,
        telling: trouble
      )
      try outcome.exit()
    }
  }
}
