import Foundation
import JobClient
import JobModel
import Logging

/// Reads the settings of one server from its layers, the first that says something counting, and
/// collects what is wrong with them.
struct SettingReader {
  private(set) var mistakes: [ConfigurationFailure.Mistake] = []
  private let layers: [SettingLayer]
  private let home: String

  /// Reads from layers, the strongest first; `~` in a path stands for the home folder.
  init(_ layers: [SettingLayer], home: String) {
    self.layers = layers
    self.home = home
  }

  /// The server, or what can be read of it where there are mistakes.
  mutating func server(named name: String, headers: [HTTPHeader]) -> ServerConfiguration {
    ServerConfiguration(
      name: name,
      url: url(),
      profile: value(of: .profile)?.text ?? "jobtop",
      username: username(),
      password: secret(.password, file: .passwordFile, command: .passwordCommand),
      token: secret(.token, file: .tokenFile, command: .tokenCommand),
      headers: headers,
      caFile: value(of: .caFile).map(path),
      push: push(),
      pollPolicy: pollPolicy(),
      log: log()
    )
  }

  private func value(of setting: Setting) -> SettingValue? {
    layers.lazy.compactMap { $0.value(of: setting) }.first
  }

  private mutating func url() -> String? {
    guard let value = value(of: .url) else { return nil }
    guard let parts = URLComponents(string: value.text), parts.user == nil, parts.password == nil
    else {
      if !value.text.contains("@") {
        mistakes.append(value.mistake(allowed: "a URL such as http://127.0.0.1:8080"))
        return nil
      }
      // Not quoted: it may hold a password.
      let problem = "\(value.name) is no URL without credentials"
      mistakes.append(
        .init(
          value.place,
          problem,
          right: "as in https://example.org; credentials go to --username and JOBTOP_PASSWORD"
        )
      )
      return nil
    }
    guard ["http", "https"].contains(parts.scheme?.lowercased()), parts.host?.isEmpty == false
    else {
      mistakes.append(value.mistake(allowed: "a URL that begins with http:// or https://"))
      return nil
    }
    guard NetworkPort.isReachable(parts.port) else {
      mistakes.append(value.mistake(allowed: "a URL with a port from 1 to 65535"))
      return nil
    }
    return value.text.hasSuffix("/") ? String(value.text.dropLast()) : value.text
  }

  private mutating func username() -> String? {
    guard let value = value(of: .username) else { return nil }
    // RFC 7617 §2: the first colon ends the name.
    if value.text.contains(":") {
      mistakes.append(value.mistake(allowed: "a name without a colon"))
    }
    return value.text
  }

  private mutating func push() -> PushChoice {
    let webhook = value(of: .webhook)
    if let webhook { check(webhook) }
    guard let value = value(of: .push) else {
      return webhook.map { .webhook($0.text) } ?? .automatic
    }
    switch value.text.lowercased() {
    case "on", "auto", "true", "yes": return .automatic
    case "off", "none", "false", "no": return .none
    case "webhook":
      if let webhook { return .webhook(webhook.text) }
      mistakes.append(value.mistake(allowed: "webhook only with a URL to listen on (--webhook)"))
      return .automatic
    default:
      mistakes.append(value.mistake(allowed: "on, none or webhook"))
      return .automatic
    }
  }

  private mutating func check(_ webhook: SettingValue) {
    do {
      try WatchOptions(push: .webhook(webhook.text)).check()
    } catch {
      guard case .invalid(_, _, let allowed) = error else { return }
      mistakes.append(webhook.mistake(allowed: allowed))
    }
  }

  /// The first layer that names a source counts; of two in one layer the secret itself does.
  private func secret(_ secret: Setting, file: Setting, command: Setting) -> SecretSource? {
    for layer in layers {
      if let value = layer.value(of: secret) { return .value(Secret(value.text)) }
      if let value = layer.value(of: file) {
        return .file(path: path(value), place: value.place)
      }
      if let value = layer.value(of: command) { return .command(value.text, place: value.place) }
    }
    return nil
  }

  /// A path in a file is relative to that file, one from elsewhere to the current folder.
  private func path(_ value: SettingValue) -> String {
    if value.text.hasPrefix("~/") { return home + value.text.dropFirst() }
    guard case .line(let file, _) = value.place else { return value.text }
    return URL(
      fileURLWithPath: value.text,
      relativeTo: URL(fileURLWithPath: file).deletingLastPathComponent()
    ).path
  }

  private mutating func log() -> LogChoice? {
    var level = Logger.Level.info
    if let value = value(of: .logLevel) {
      let known = Logger.Level.allCases.map(\.rawValue)
      if let meant = Logger.Level(rawValue: value.text.lowercased()) {
        level = meant
      } else {
        mistakes.append(value.mistake(allowed: known.joined(separator: ", ")))
      }
    }
    return value(of: .logFile).map { LogChoice(path: $0.text, level: level) }
  }

  // MARK: - Polling

  private mutating func pollPolicy() -> PollPolicy {
    let interval = duration(.interval)
    let policy: PollPolicy
    switch value(of: .poll)?.text.lowercased() {
    case "fixed": policy = .fixed(interval ?? .seconds(2))
    case "exponential": policy = exponential(base: interval, cap: duration(.maxInterval))
    // Whoever says how it begins wants it to grow from there.
    case nil where value(of: .interval) != nil:
      policy = exponential(base: interval, cap: duration(.maxInterval))
    case nil, "learned":
      if let value = value(of: .interval) {
        mistakes.append(value.mistake(allowed: "no value where polling is learned"))
      }
      policy = .learned(requestsPerJob: 8, cap: duration(.maxInterval) ?? .seconds(60))
    case .some:
      if let value = value(of: .poll) {
        mistakes.append(value.mistake(allowed: "learned, exponential or fixed"))
      }
      return .learned()
    }
    return checked(policy)
  }

  /// The standard schedule with another beginning or end; a beginning beyond the standard's end
  /// moves that.
  private func exponential(base: Duration?, cap: Duration?) -> PollPolicy {
    let base = base ?? .milliseconds(500)
    return .exponential(base: base, cap: cap ?? max(base, .seconds(60)))
  }

  private mutating func duration(_ setting: Setting) -> Duration? {
    guard let value = value(of: setting) else { return nil }
    let duration = Duration(written: value.text)
    if duration == nil {
      mistakes.append(value.mistake(allowed: "a time such as 30, 30s, 500ms or 2m"))
    }
    return duration
  }

  private mutating func checked(_ policy: PollPolicy) -> PollPolicy {
    do {
      try policy.check()
    } catch {
      guard case .invalid(let name, _, let allowed) = error else { return .learned() }
      let setting: Setting = name == "max-interval" ? .maxInterval : .interval
      guard let value = value(of: setting) else { return .learned() }
      mistakes.append(value.mistake(allowed: allowed))
      return .learned()
    }
    return policy
  }
}
