import JobModel
import JobProfile

extension WatchOptions {
  /// Refuses values that make no sense; a client does so by itself.
  /// - Throws: `JobFailure.invalid`, naming the value.
  public func check() throws(JobFailure) {
    try poll.check()
    try retry.check()
    try check(staleness, name: "staleness")
    try check(viewedStaleness, name: "viewedStaleness")
    guard (1...1000).contains(maximumInFlight) else {
      throw .invalid(
        name: "maximumInFlight",
        given: "\(maximumInFlight)",
        allowed: "a number from 1 to 1000"
      )
    }
    if case .webhook(let url) = push { _ = try WebhookAddress(url) }
    guard createTries >= 1 else {
      throw .invalid(name: "createTries", given: "\(createTries)", allowed: "at least 1")
    }
    if let patience, patience < 1 {
      throw .invalid(name: "patience", given: "\(patience)", allowed: "at least 1, or nothing")
    }
  }

  /// Refuses values that make no sense, also with a profile.
  func check(for profile: Profile) throws(JobFailure) {
    try check()
    if case .webhook(let url) = push, !profile.pushKinds.contains(.webhook) {
      throw .invalid(
        name: "The webhook",
        given: url,
        allowed: "a server that posts to URLs; the profile \(profile.name) has no webhook"
      )
    }
  }

  private func check(_ age: Duration, name: String) throws(JobFailure) {
    guard age >= .milliseconds(10) else {
      throw .invalid(name: name, given: age.short, allowed: "a time from 10ms")
    }
  }
}
