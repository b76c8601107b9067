import JobModel

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
          "a loopback address such as 127.0.0.1; others need --keys, API_PASSWORD or --allow-anonymous"
      )
    }
  }

  /// Whether only programs on the same machine reach it.
  var isLoopback: Bool { NetworkAddress.isThisMachine(host) }

  /// The base URL with the port that was taken.
  func url(port taken: Int?) -> String {
    let host = host.contains(":") ? "[\(host)]" : host
    return "http://\(host):\(taken ?? port)"
  }
}
