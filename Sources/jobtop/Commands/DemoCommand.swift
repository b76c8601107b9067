import ArgumentParser
import Dashboard
import JobClient
import JobModel
import JobProfile
import JobSimulator

/// The dashboard with a job server inside.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Show the dashboard with a job server inside; it leaves no trace."
  )

  @Option(
    help: "What the server inside plays: a built-in profile, one of yours, or a file.",
    completion: Completions.profiles
  )
  var profile = ProfileLibrary.defaultName

  @OptionGroup var simulation: SimulationOptions
  @OptionGroup var look: LookOptions
  @OptionGroup var recording: RecordingOptions

  @Flag(
    name: .customLong("no-screen"),
    help: "Create jobs, tell every attempt, exit by the outcome."
  )
  var noScreen = false

  @Option(
    parsing: .unconditional,
    help: "With --no-screen: how many jobs to create; as a rule 3.",
    transform: NumberOption.whole("--count", 1...10_000, as: 40)
  )
  var count: Int?

  @OptionGroup var secrets: SecretOptions

  func validate() throws {
    try secrets.refuse("Leave it out: the server inside takes what its profile names.")
    if count != nil, !noScreen {
      throw ValidationError("--count says how many jobs --no-screen creates; add --no-screen.")
    }
    if recording.record != nil, noScreen {
      throw ValidationError("--record writes down what reaches the screen; leave out --no-screen.")
    }
  }

  func run() async throws {
    ProcessHeap.share()
    try await Failures.reported {
      let profile = try ProfileLibrary.standard.profile(profile)
      let scenario = try simulation.chosenScenario(
        default: profile.name == ProfileLibrary.defaultName ? "calm" : nil
      )
      let demo = try DemoServer(profile, scenario, simulation.simulator(seed: 1))
      let (look, trouble) = try look.lookWithoutNeed()
      let program = DashboardProgram(look: look, recorder: try recording.recorder(for: look))
      let outcome = try await demo.serving { client in
        if noScreen {
          for sentence in trouble { Streams.error(sentence) }
          return try await narrate(client)
        }
        return try await program.run([client], telling: trouble)
      }
      try outcome.exit()
    }
  }

  private func narrate(_ client: JobClient) async throws -> Outcome {
    let (ends, end) = AsyncStream.makeStream(of: Outcome.self)
    let isInterrupted = try await Interrupts.interrupting {
      end.yield(await DemoNarration(client: client, count: count ?? 3).run())
      end.finish()
    }
    if isInterrupted {
      Streams.error("Stopped. The jobs of a demo end with it.")
      return .interrupted
    }
    return await ends.first { _ in true } ?? .interrupted
  }
}
