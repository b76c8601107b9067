import JobModel
import JobProfile

extension SimulatorOptions {
  /// Refuses what makes no sense, by its name.
  func check(hasCredentials: Bool) throws(JobFailure) {
    guard speed > 0, speed.isFinite else {
      throw .invalid(name: "speed", given: String(speed), allowed: "a number above 0")
    }
    if let failure, !(0...1).contains(failure) {
      throw .invalid(name: "failure", given: String(failure), allowed: "a number from 0 to 1")
    }
    guard (0...65_535).contains(port) else {
      throw .invalid(name: "port", given: String(port), allowed: "0 to 65535")
    }
    guard isLoopback || hasCredentials || allowsAnonymous else {
      throw .invalid(
        name: "--host",
        given: host,
        allowed:
          "a loopback address such as 127.0.0.1; others need --keys, API_PASSWORD (none that everyone can read in the profile) or --allow-anonymous"
      )
    }
  }

  /// Who may enter beside the holders of keys; nothing: nobody, or everyone where there are no keys.
  func credentials(of profile: Profile) -> Credentials? {
    // Who hands out keys of his own does not want those in that everyone can read in the profile.
    let published = profile.simulation.credentials
    guard var own = credentials ?? (keys.isEmpty ? published : nil) else { return nil }
    guard !isLoopback, !allowsAnonymous, let published else { return own }
    if own.password == published.password { own.password = nil }
    if own.token == published.token { own.token = nil }
    return own.password == nil && own.token == nil ? nil : own
  }

  /// Whether only programs on the same machine reach it.
  var isLoopback: Bool { NetworkAddress.isThisMachine(host) }

  /// The base URL with the port that was taken.
  func url(port taken: Int?) -> String {
    let host = host.contains(":") ? "[\(host)]" : host
    return "http://\(host):\(taken ?? port)"
  }
}
