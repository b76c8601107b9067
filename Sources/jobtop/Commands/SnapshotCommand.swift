import ArgumentParser
import Dashboard
import JobModel
import JobProfile
import JobSimulator
import Screen

/// One frame of the dashboard, as text, with colours, or as a picture.
struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Write one frame of the dashboard on a simulated server.",
    discussion: "The same scenario, seed, instant and size give the same frame."
  )

  @Option(
    help: "What the server plays: a built-in profile, one of yours, or a file.",
    completion: Completions.profiles
  )
  var profile = ProfileLibrary.defaultName

  @OptionGroup var simulation: SimulationOptions
  @OptionGroup var look: LookOptions

  @Option(
    help: "A recording to show in the place of a simulated server.",
    completion: .file()
  )
  var recording: String?

  @Option(
    parsing: .unconditional,
    help: "How long the scene, or the recording, has been playing; as a rule 20s.",
    transform: Duration.option
  )
  var at = Duration.seconds(20)

  @Option(help: "Columns and rows; as a rule 120x30.", transform: Size.option)
  var size = Size(columns: 120, rows: 30)

  @Option(help: "text, ansi or svg.")
  var format = PictureFormat.text

  @Option(help: "Keys pressed before, by name, as in Down, Enter or ?; repeatable.")
  var press: [String] = []

  func validate() throws {
    guard at <= .seconds(3600) else {
      throw ValidationError("--at is a time up to 1h; \(at.short) is not.")
    }
    if recording != nil, simulation.scenario != nil || simulation.seed != nil {
      throw ValidationError(
        "--recording shows no simulated server; leave out --scenario and --seed."
      )
    }
  }

  func run() async throws {
    try await Failures.reported {
      let keys = try press.map { name in
        guard let key = Key(name: name) else {
          throw CommandFailure(
            .usage,
            "--press: there is no key “\(name)”; a key is \(Key.forms)."
          )
        }
        return key
      }
      var (state, now) =
        if let recording { try replayed(recording, keys) } else { try await played(keys) }
      let (look, trouble) = try look.lookWithoutNeed()
      for sentence in trouble { Streams.error(sentence) }
      state.colourServers(look.serverColours)
      // Whoever makes the same picture again finds the same stand-ins.
      if look.redacts { state.redaction = Redaction(salt: 0) }
      Streams.out(try picture(state.shareable.rendered(size: size, at: now), look))
    }
  }

  /// What a recording shows at the instant that was asked for, after some keys.
  private func replayed(_ path: String, _ keys: [Key]) throws -> (DashboardState, Timestamp) {
    let file = try RecordingFile(path)
    let now = file.instant(.after(at))
    var state = DashboardProgram.state(after: file.moments, until: now, size: size)
    // Nobody was away from a recording.
    _ = state.reduce(.focused(true), at: now)
    for key in keys { _ = state.reduce(.key(key), at: now) }
    return (state, now)
  }

  /// What a scene shows then.
  private func played(_ keys: [Key]) async throws -> (DashboardState, Timestamp) {
    let profile = try ProfileLibrary.standard.profile(profile)
    let scenario = try simulation.chosenScenario(
      default: profile.name == ProfileLibrary.defaultName ? "calm" : nil
    )
    let start = Timestamp(seconds: 1_795_269_780)
    var scene = try Failures.described { () throws(JobFailure) in
      try Scene(
        profile: profile,
        scenario: scenario,
        options: simulation.simulator(seed: 1),
        start: start,
        state: DashboardState(size: size)
      )
    }
    var state = await scene.played(for: at)
    for key in keys { state = await scene.press(key) }
    return (state, start.advanced(by: at))
  }

  private func picture(_ grid: Grid, _ look: Look) throws -> String {
    // Text has no colours, but a theme that is not there is a mistake all the same.
    let theme = try look.theme()
    return switch format {
    case .text: look.shown(grid).text
    case .ansi: look.shown(grid).ansi(theme: theme, depth: look.depth ?? .palette)
    // A picture has all letters, whatever the terminal has.
    case .svg: (look.ascii == true ? grid.ascii : grid).svg(theme: theme)
    }
  }
}

/// What a frame is written as.
enum PictureFormat: String, CaseIterable, ExpressibleByArgument {
  case text, ansi, svg
}

extension Size: CustomStringConvertible {
  /// `120x30`.
  package var description: String { "\(columns)x\(rows)" }
}

extension Size {
  /// One of an option.
  @Sendable fileprivate static func option(_ text: String) throws -> Size {
    let parts = text.split(separator: "x").map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1],
      (1...1000).contains(columns), (1...1000).contains(rows)
    else {
      throw ValidationError("--size is columns and rows from 1x1 to 1000x1000, as in 120x30.")
    }
    return Size(columns: columns, rows: rows)
  }
}
