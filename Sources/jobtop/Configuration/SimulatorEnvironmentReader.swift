import JobModel

/// Reads the seeds' variables and collects what is wrong with them.
struct SimulatorEnvironmentReader {
  private(set) var mistakes: [ConfigurationFailure.Mistake] = []
  private let environment: [String: String]
  private let dotEnv: DotEnv

  init(environment: [String: String], dotEnv: DotEnv) {
    self.environment = environment
    self.dotEnv = dotEnv
  }

  mutating func read() -> SimulatorEnvironment {
    SimulatorEnvironment(
      port: parsed("PORT", allowed: "a whole number from 0 to 65535", port),
      duration: duration(),
      failure: parsed("ERROR_PROBABILITY", allowed: "a number from 0 to 1", probability),
      username: parsed("API_USERNAME", allowed: "a name without a colon") { name in
        name.contains(":") ? nil : name
      },
      password: value(of: "API_PASSWORD").map { Secret($0.text) }
    )
  }

  private func port(_ text: String) -> Int? {
    Int(text).flatMap { (0...65_535).contains($0) ? $0 : nil }
  }

  private func probability(_ text: String) -> Double? {
    Double(text).flatMap { (0...1).contains($0) ? $0 : nil }
  }

  // MARK: - Durations

  private mutating func duration() -> ClosedRange<Duration>? {
    let fixed = ["STATUS_DELAY", "TRANSLATION_DELAY"].compactMap { name in
      milliseconds(name).map { (name, $0...$0) }
    }
    let found = fixed + (range().map { [("MIN_DELAY and MAX_DELAY", $0)] } ?? [])
    guard let first = found.first else { return nil }
    for other in found.dropFirst() where other.1 != first.1 {
      mistakes.append(
        .init(.none, "\(first.0) and \(other.0) say different things", right: "one of them")
      )
    }
    return first.1
  }

  private mutating func milliseconds(_ name: String) -> Duration? {
    parsed(name, allowed: "milliseconds, a whole number from 0 to 86400000") { text in
      Int(text).flatMap { (0...86_400_000).contains($0) ? .milliseconds($0) : nil }
    }
  }

  /// Of the two delays in seconds one may stand alone; seed 4 has 5 and 15 for the other.
  private mutating func range() -> ClosedRange<Duration>? {
    let (least, most) = (seconds("MIN_DELAY"), seconds("MAX_DELAY"))
    guard least != nil || most != nil else { return nil }
    let lower = least ?? min(.seconds(5), most ?? .seconds(5))
    let upper = most ?? max(.seconds(15), lower)
    guard lower > upper else { return lower...upper }
    if let value = value(of: "MIN_DELAY") {
      mistakes.append(value.mistake(allowed: "at most MAX_DELAY, \(upper.short)"))
    }
    return nil
  }

  private mutating func seconds(_ name: String) -> Duration? {
    parsed(name, allowed: "seconds, a number from 0 to 86400") { text in
      Double(text).flatMap { (0...86_400).contains($0) ? .nanoseconds(Int64($0 * 1e9)) : nil }
    }
  }

  // MARK: - Values

  private mutating func parsed<Value>(
    _ name: String,
    allowed: String,
    _ parse: (String) -> Value?
  ) -> Value? {
    guard let value = value(of: name) else { return nil }
    let parsed = parse(value.text)
    if parsed == nil { mistakes.append(value.mistake(allowed: allowed)) }
    return parsed
  }

  private func value(of name: String) -> SettingValue? {
    if let text = environment[name], !text.isEmpty {
      return SettingValue(text: text, name: name, place: .variable)
    }
    guard let entry = dotEnv.entries[name], !entry.value.isEmpty else { return nil }
    return SettingValue(text: entry.value, name: name, place: dotEnv.place(of: name))
  }
}
