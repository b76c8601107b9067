import JobClient
import JobModel
import JobProfile
import JobSimulator

/// How one of the servers of `serve` is run, whatever its profile says.
struct ServingPlan: Sendable {
  /// What the options of the command say.
  var options: SimulatorOptions
  /// What the seeds' variables say goes before the profile.
  let environment: [String: String]
  /// The port of the first server, where one was asked for.
  let firstPort: Int?
  /// Which of the servers it is, from 0: their ports count up.
  let index: Int

  /// The options for a server of a profile.
  /// - Throws: `CommandFailure` for what makes no sense.
  func options(for profile: Profile) throws -> SimulatorOptions {
    guard options.keys.isEmpty || profile.asksForToken || profile.asksForPassword else {
      throw CommandFailure(
        .usage,
        "The profile \(profile.name) asks nobody for credentials: --keys would keep everyone out."
      )
    }
    if let key = options.keys.first(where: { !Self.admits($0, profile) }) {
      throw CommandFailure(
        .configuration,
        "The profile \(profile.name) asks for a \(profile.asksForToken ? "token" : "password"): "
          + "with what \(key.name) has in the file of keys nobody gets in."
      )
    }
    var options = options
    options.port = ServingPlan.port(of: profile)
    do throws(JobFailure) {
      try options.apply(environment: environment, profile: profile)
    } catch {
      throw CommandFailure(.configuration, error.told)
    }
    let first = firstPort ?? options.port
    options.port = first == 0 ? 0 : first + index
    return options
  }

  /// Whether what a key holds is what clients of that profile can send.
  private static func admits(_ key: AccessKey, _ profile: Profile) -> Bool {
    profile.asksForToken && key.credentials.token?.isEmpty == false
      || profile.asksForPassword && key.credentials.password?.isEmpty == false
  }

  /// The port of the profile's own URL.
  private static func port(of profile: Profile) -> Int {
    profile.url.flatMap { try? BaseURL($0).port } ?? 8080
  }
}
