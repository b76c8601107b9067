import JobModel

// How often servers are asked, and which there are.
extension DashboardState {
  /// How many jobs that work, or wait to, are of servers that do not answer now.
  var silentCount: Int {
    table.counts.active.reduce(0) { sum, item in
      switch statuses[item.key]?.link {
      // Who asks us to wait has answered, and may go on pushing.
      case .retrying(_, _, .throttled): sum
      case .retrying, .unanswered, .unauthorised: sum + item.value
      case .idle, .connecting, .push, .longPoll, .poll, .limited, nil: sum
      }
    }
  }

  /// Whether all that work are: nothing on the screen is news.
  var isOutOfTouch: Bool {
    let silent = silentCount
    return silent > 0 && silent == table.counts.active.values.reduce(0, +)
  }

  /// Asks the selected row's server, else the first, twice as often for each step down.
  mutating func changePace(by step: Int, at now: Timestamp) -> [DashboardEffect] {
    let here = selected.flatMap { server(named: $0.job.server) } ?? servers.first
    guard let server = here?.name else {
      notice = .news("There is no server to be asked.", at: now)
      return []
    }
    let before = paces[server] ?? 0
    if case .unauthorised? = statuses[server]?.link {
      notice = .news("\(server) is asked once more.", at: now)
      return [.pace(server: server, Self.factor(of: before))]
    }
    let pace = before + step
    guard (-4...4).contains(pace) else {
      let words = step < 0 ? "No server is asked more often" : "A server is asked at least"
      notice = .news(words + (step < 0 ? " than that." : " that often."), at: now)
      return []
    }
    paces[server] = pace
    let times = 1 << abs(pace)
    let words =
      switch pace {
      case 0: "as often as planned"
      case ..<0: "\(times) times as often as planned, if it lets us"
      default: "\(times) times less often than planned"
      }
    notice = .news("\(server) is asked \(words).", at: now)
    return [.pace(server: server, Self.factor(of: pace))]
  }

  /// How much longer than planned a server is left alone, at so many steps.
  private static func factor(of pace: Int) -> Double {
    let times = Double(1 << abs(pace))
    return pace < 0 ? 1 / times : times
  }

  /// What to do about a server that does not let us in, where that is news.
  mutating func explain(_ status: ServerStatus, after before: ServerStatus?, at now: Timestamp) {
    guard case .unauthorised(let reason) = status.link else { return }
    if case .unauthorised? = before?.link { return }
    // Credentials come from a file that is read again, or from where this program was started.
    var advice = "Mend their file, or start again."
    if servers.count == 1 || table.rows.contains(where: { $0.job.server == status.server }) {
      let place = servers.count == 1 ? "" : " on one of its rows"
      advice = "\(keys.name(of: .faster))\(place) asks once more; mend their file, or restart."
    }
    notice = .trouble(
      "\(status.server) refuses the credentials: \(reason). \(advice)",
      at: now
    )
  }

  /// What follows `:connect`: a URL, a profile and a short name, of which the last two may be absent;
  /// as in a shell `--profile NAME` and `--name NAME` stand anywhere.
  mutating func connect(_ typed: [String], at now: Timestamp) -> [DashboardEffect] {
    var words = typed.meanings
    var options: [String: String] = [:]
    while let index = words.firstIndex(where: { $0.hasPrefix("-") }) {
      let parts = words.remove(at: index).split(separator: "=", maxSplits: 1).map(String.init)
      let isKnown = ["--profile", "--name"].contains(parts[0])
      let next = isKnown && parts.count < 2 && index < words.count ? words.remove(at: index) : nil
      guard isKnown, let value = parts.dropFirst().first ?? next, options[parts[0]] == nil else {
        refuseOption(parts[0], isKnown: isKnown, at: now)
        return []
      }
      options[parts[0]] = value
    }
    if let place = words.first, words.count <= 3, !place.contains("://") {
      notice = .trouble("“\(place)” is no URL: as in http://\(place) or https://\(place)", at: now)
      return []
    }
    guard let url = words.first, words.count + options.count <= 3,
      InputField(name: "url", type: .url).value(of: url) != nil
    else {
      notice = .trouble(
        "Which server? As in: connect http://127.0.0.1:8080 --profile envelope",
        at: now
      )
      return []
    }
    notice = .news("Trying \(url) …", at: now)
    var rest = words.dropFirst()
    return [
      .connect(
        url: url,
        profile: options["--profile"] ?? rest.popFirst(),
        name: options["--name"] ?? rest.popFirst()
      )
    ]
  }

  private mutating func refuseOption(_ option: String, isKnown: Bool, at now: Timestamp) {
    let example = option == "--name" ? "farm" : "envelope"
    let sentence =
      isKnown
      ? "\(option) is followed by one name, as in \(option) \(example)."
      : "connect takes --profile NAME and --name NAME here, not \(option); jobtop connect in a "
        + "shell takes more."
    notice = .trouble(sentence, at: now)
  }
}
