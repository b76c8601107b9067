import JobModel
import JobProfile

extension SimulatorOptions {
  /// The variables that the seeds' servers know.
  package static let environmentNames = [
    "PORT", "STATUS_DELAY", "TRANSLATION_DELAY", "MIN_DELAY", "MAX_DELAY", "ERROR_PROBABILITY",
    "API_USERNAME", "API_PASSWORD",
  ]

  /// Takes what the environment says, over what was said before; an empty value says nothing.
  ///
  /// `PORT`; `STATUS_DELAY` or `TRANSLATION_DELAY` in milliseconds; `MIN_DELAY` and `MAX_DELAY` in
  /// seconds, where the profile's range stands for the one that is missing; `ERROR_PROBABILITY`;
  /// `API_USERNAME` and `API_PASSWORD`, likewise; where the profile asks for a token, the password is
  /// that token.
  /// - Throws: `JobFailure.invalid` with the name, what was given and what is allowed.
  package mutating func apply(
    environment: [String: String],
    profile: Profile
  ) throws(JobFailure) {
    let values = environment.filter { !$0.value.isEmpty }
    if let number = try SimulatorOptions.number("PORT", in: values, 0...65_535, "0 to 65535") {
      guard let whole = Int(exactly: number) else {
        throw .invalid(name: "PORT", given: values["PORT"] ?? "", allowed: "0 to 65535")
      }
      port = whole
    }
    try applyDelays(values, profile: profile)
    let odds = "a number from 0 to 1"
    failure = try SimulatorOptions.number("ERROR_PROBABILITY", in: values, 0...1, odds) ?? failure
    guard values["API_USERNAME"] != nil || values["API_PASSWORD"] != nil else { return }
    var known = credentials ?? profile.simulation.credentials ?? Credentials()
    known.username = values["API_USERNAME"] ?? known.username
    if profile.asksForToken {
      known.token = values["API_PASSWORD"] ?? known.token
    } else {
      known.password = values["API_PASSWORD"] ?? known.password
    }
    credentials = known
  }

  private mutating func applyDelays(
    _ values: [String: String],
    profile: Profile
  ) throws(JobFailure) {
    for name in ["STATUS_DELAY", "TRANSLATION_DELAY"] {
      let allowed = "milliseconds, from 0"
      if let delay = try SimulatorOptions.number(name, in: values, 0...1e12, allowed) {
        length = .either([.milliseconds(delay)])
      }
    }
    let allowed = "seconds, from 0"
    let low = try SimulatorOptions.number("MIN_DELAY", in: values, 0...1e9, allowed)
    let high = try SimulatorOptions.number("MAX_DELAY", in: values, 0...1e9, allowed)
    guard low != nil || high != nil else { return }
    let range = profile.simulation.range
    let least = low.map { Duration.seconds($0) } ?? range.lowerBound
    let most = high.map { Duration.seconds($0) } ?? range.upperBound
    guard least <= most else {
      let (name, other) = low == nil ? ("MAX_DELAY", "MIN_DELAY") : ("MIN_DELAY", "MAX_DELAY")
      let bound =
        "\(low == nil ? "at least" : "at most") \(other), which is \((low == nil ? least : most).inSeconds) s"
      throw .invalid(name: name, given: values[name] ?? "", allowed: bound)
    }
    length = .range(least...most)
  }

  private static func number(
    _ name: String,
    in values: [String: String],
    _ range: ClosedRange<Double>,
    _ allowed: String
  ) throws(JobFailure) -> Double? {
    guard let text = values[name] else { return nil }
    guard let number = Double(text), range.contains(number) else {
      throw .invalid(name: name, given: text, allowed: allowed)
    }
    return number
  }
}

extension Profile.Simulation {
  /// How long jobs take where the profile says it; else five seconds.
  fileprivate var range: ClosedRange<Duration> {
    switch duration {
    case .range(let range)?: range
    case .input?, nil: .seconds(5)...(.seconds(5))
    }
  }
}
