import Foundation
import JobModel

/// What the variables of the five seed systems say about a simulated server.
///
/// | variable | unit | seed |
/// |---|---|---|
/// | `PORT` | 0 takes a free one | 0, 1, 3 |
/// | `STATUS_DELAY` | milliseconds | 1 |
/// | `TRANSLATION_DELAY` | milliseconds | 3 |
/// | `MIN_DELAY`, `MAX_DELAY` | seconds, default 5 and 15 | 4 |
/// | `ERROR_PROBABILITY` | from 0 to 1 | 3, 4 |
/// | `API_USERNAME`, `API_PASSWORD` | | 4 |
struct SimulatorEnvironment: Hashable, Sendable {
  /// Where to listen.
  var port: Int?
  /// How long a job takes.
  var duration: ClosedRange<Duration>?
  /// The probability that a job fails, from 0 to 1.
  var failure: Double?
  /// The user name that requests must carry.
  var username: String?
  /// The password that requests must carry.
  var password: Secret?

  /// Says nothing, or what is given.
  init(
    port: Int? = nil,
    duration: ClosedRange<Duration>? = nil,
    failure: Double? = nil,
    username: String? = nil,
    password: Secret? = nil
  ) {
    self.port = port
    self.duration = duration
    self.failure = failure
    self.username = username
    self.password = password
  }

  /// Reads the environment, and for what it does not set a `.env` file; an empty value sets nothing.
  /// - Throws: `ConfigurationFailure` with every value that makes no sense: its name, what was given,
  ///   what is allowed.
  init(environment: [String: String], dotEnv: DotEnv = DotEnv()) throws(ConfigurationFailure) {
    var reader = SimulatorEnvironmentReader(environment: environment, dotEnv: dotEnv)
    self = reader.read()
    guard reader.mistakes.isEmpty else { throw ConfigurationFailure(reader.mistakes) }
  }
}
