import Dashboard
import JobModel

/// The manual page jobtop(1), from the tables that the program itself goes by.
struct ManualPage {
  private let tree: CommandTree
  private var page = Roff(
    title: "JOBTOP",
    section: 1,
    source: "jobtop \(Version.number)",
    manual: "User Commands"
  )

  /// Options that so many commands have are described once.
  private static let commonness = 4

  /// Composes the page.
  init() throws {
    tree = try CommandTree.program()
    begin()
    addCommands()
    addScreen()
    addConfiguration()
    addOutput()
    addExamples()
  }

  /// The page in the macros of man(7).
  var text: String { page.text }

  private mutating func begin() {
    page.section("NAME")
    page.paragraph("jobtop - watch asynchronous jobs on HTTP job servers")
    page.section("SYNOPSIS")
    page.example("jobtop [options] [ID ...]\njobtop COMMAND [options] [ID ...]")
    page.section("DESCRIPTION")
    page.paragraph(
      "jobtop shows the jobs of many HTTP job servers live in one table, starts a job with one key, "
        + "and carries a job server inside for demos and tests. Without a command it opens the table "
        + "of the configured servers; jobtop demo shows it at work. What its servers say is never "
        + "made look fresher than it is, what was created is never forgotten, and no server is asked "
        + "more than its profile, its headers and the plan for its jobs allow."
    )
  }

  // MARK: - Commands

  private var commands: [(words: [String], command: CommandTree)] {
    tree.commands(after: ["jobtop"])
  }

  /// Options of several commands, in the order in which they first occur.
  private var commonOptions: [CommandTree.Argument] {
    var counts: [CommandTree.Argument: Int] = [:]
    var order: [CommandTree.Argument] = []
    for option in commands.flatMap(\.command.shownArguments) where option.kind != .positional {
      if counts[option] == nil { order.append(option) }
      counts[option, default: 0] += 1
    }
    return order.filter { counts[$0, default: 0] >= Self.commonness }
  }

  private mutating func addCommands() {
    let common = Set(commonOptions)
    page.section("COMMANDS")
    for (words, command) in commands {
      let arguments = command.shownArguments
      let positionals = arguments.filter { $0.kind == .positional }
      let title = (words + positionals.map { $0.isOptional ? "[\($0.typed)]" : $0.typed })
      page.part(title.joined(separator: " "))
      page.paragraph(command.abstract ?? "")
      if let discussion = command.discussion { page.paragraph(discussion) }
      for argument in arguments where !common.contains(argument) { add(argument) }
      let shared = arguments.filter(common.contains).compactMap { $0.preferredName?.name }
      guard !shared.isEmpty else { continue }
      page.paragraph("Also: " + shared.map { "--\($0)" }.joined(separator: ", ") + ".")
    }
    page.section("COMMON OPTIONS")
    for option in commonOptions { add(option) }
    page.item("--help", "What a command is for, and its options. Also -h.")
    page.item("--version", "The version of the program.")
  }

  private mutating func add(_ argument: CommandTree.Argument) {
    let about = argument.abstract ?? ""
    let isSaid = about.contains("by default") || about.contains("as a rule")
    let standard = isSaid ? nil : argument.defaultValue.map { " By default \($0)." }
    page.item(argument.typed, about + (standard ?? ""))
  }

  // MARK: - Screen

  private mutating func addScreen() {
    page.section("KEYS")
    page.paragraph(
      "keys: in the configuration gives an action other keys by the name in brackets, as in "
        + "keys: {cancel: X F9, mark-all: none}."
    )
    for key in Reference.keys {
      page.item(key.typed, key.about + (key.name.map { " [\($0)]" } ?? ""))
    }
    page.section("COMMANDS BEHIND THE COLON")
    for command in Reference.commands { page.item(":" + command.typed, command.about) }
    page.section("FILTERS")
    page.paragraph(
      "Conditions that follow each other must all hold; or stands between such lists, ! turns one "
        + "around, and round brackets hold some together. A bare word or \"quoted text\" is looked for "
        + "in all texts, /words/ between slashes is a regular expression, and * and ? are wild: "
        + "state:failed,lost age<10m !server:render kind:etl* retries>2. The facts are:"
    )
    for field in Reference.filterFields { page.item(field.typed, field.about) }
  }

  // MARK: - Configuration

  private mutating func addConfiguration() {
    page.section("CONFIGURATION")
    page.paragraph(
      "Options go before the environment, that before a file .env in the current folder, that before "
        + "config.yaml. jobtop doctor tells each value and where it came from."
    )
    page.example(
      """
      theme: light
      retention: 30d
      defaultServer: farm
      servers:
        farm:
          url: https://render.example.org
          profile: basic
          username: ann
          password_file: farm.secret
          colour: green
          headers: {X-Team: video}
      keys: {cancel: X F9}
      commands:
        - {name: probe, key: X, filter: state:failed, run: "jq -r .result", safe: true}
      notify:
        - {filter: state:failed, desktop: true}
        - {filter: "state:ended kind:render", webhook: "https://hooks.example.org/jobs"}
        - {filter: state:lost, run: "mail -s lost ann@example.org"}
      """
    )
    page.paragraph(
      "A command gets the job under the cursor, or all that are marked, as JSON lines on standard "
        + "input. A rule of notify tells of jobs the moment they come to match its filter, those that "
        + "come together in one piece: bell, desktop, run, which gets them as JSON lines, or webhook, "
        + "to which {\"rule\": …, \"jobs\": […]} is posted with a webhook-id that a repeat keeps. What "
        + "fails is told, and tried again after \(Self.pauses). Who quits loses none of it: what is "
        + "under way has \(Notifier.grace.short) more, what rests is tried once more, a program that "
        + "still runs then goes on by itself, and what was not told is said on standard error."
    )
    page.paragraph("Under the name of a server may stand, by variables for the one that is meant:")
    for setting in Setting.allCases where setting.isKey {
      page.item("\(setting.key), \(setting.variable)", about(setting))
    }
    page.section("KEYS OF A SERVER")
    page.paragraph(
      "jobtop serve --keys FILE lets in who has a key of that file, which only its owner may read. A "
        + "reader may ask how jobs stand, a writer also create, cancel, retry and delete them and "
        + "register webhooks; a rate is so many requests in a time."
    )
    page.example(
      """
      dashboards: {token: 9f1c6a…, role: reader, rate: 600/1m}
      ci: {username: ci, password: …, role: writer}
      """
    )
    page.section("ENVIRONMENT")
    for setting in Setting.allCases where !setting.isKey {
      page.item(setting.variable, about(setting))
    }
    for setting in GeneralSetting.allCases {
      page.item(setting.variable, "As \(setting.key): in config.yaml.")
    }
    page.item("NO_COLOR", "The screen has no colours (no-color.org).")
    page.item(
      "http_proxy, https_proxy, no_proxy",
      "The proxies (http or socks5) that all connections go through."
    )
    page.item("XDG_CONFIG_HOME, XDG_STATE_HOME", "Where files lie.")
    page.section("FILES")
    page.item("~/.config/jobtop/config.yaml", "The configuration.")
    page.item("~/.config/jobtop/profiles/NAME.profile.yaml", "How kinds of servers spell things.")
    page.item("~/.config/jobtop/themes/NAME.theme.yaml", "Colours.")
    page.item(
      "~/.local/state/jobtop/jobs.sqlite",
      "The jobs that are or were watched: those that have ended for as long as retention: says, "
        + "\(Retention.allowed); as a rule 30d. A dashboard that starts drops the others."
    )
  }

  /// When a rule tries again, as in `1, 5 and 30 s`.
  private static var pauses: String {
    let seconds = Notifier.pauses.map { String(Int($0.inSeconds)) }
    return seconds.dropLast().joined(separator: ", ") + " and \(seconds.last ?? "") s"
  }

  /// What a setting is for: as the option says it, where there is one.
  private func about(_ setting: Setting) -> String {
    if let option = commonOptions.first(where: {
      "--\($0.preferredName?.name ?? "")" == setting.option
    }
    ) {
      return option.abstract ?? ""
    }
    return switch setting {
    case .password: "The password of the server that is meant."
    case .token: "The token, or API key, of the server that is meant."
    case .passwordCommand: "A command for /bin/sh that prints the password."
    case .tokenFile: "A file with the token, readable by you only."
    case .tokenCommand: "A command for /bin/sh that prints the token."
    case .server, .url, .profile, .username, .passwordFile, .caFile, .push, .webhook, .poll,
      .interval, .maxInterval, .logFile, .logLevel:
      ""
    }
  }

  // MARK: - Output

  private mutating func addOutput() {
    page.section("OUTPUT")
    page.paragraph(
      "Where standard output is no terminal, commands write one JSON object a line for each fact: "
        + "\(Self.fields.joined(separator: ", ")). Times are RFC 3339 in UTC, progress is 0 to 1 or "
        + "null, result is a URL, JSON or null, and state is one of "
        + JobState.allCases.map(\.rawValue).joined(separator: ", ") + ", or asking."
    )
    page.section("EXIT STATUS")
    let order = Outcome.order.map { String($0.rawValue) }.joined(separator: ", ")
    page.paragraph("Where several apply: \(order), the first of them.")
    for outcome in Outcome.allCases { page.item(String(outcome.rawValue), outcome.about) }
  }

  /// The names of an update's fields.
  private static var fields: [String] {
    var generator = SystemRandomNumberGenerator()
    let run = RunID(using: &generator)
    let job = Job(run: run, server: "", jobID: nil, state: .pending, created: .epoch)
    guard case .object(let members) = job.asKept.json else { return [] }
    return members.map(\.name)
  }

  private mutating func addExamples() {
    page.section("EXAMPLES")
    page.example(
      """
      jobtop demo
      jobtop connect https://render.example.org --profile basic --username ann
      jobtop create --count 5 --wait --server farm
      jobtop wait --server farm --timeout 10m && jobtop download --server farm 17
      jobtop export "state:failed ended<1d" --format csv > failed.csv
      jobtop serve --profile envelope --port 8080
      """
    )
  }
}
