import Foundation
import JobProfile
import Testing

@testable import jobtop

struct SettingsMistakesTests {
  @Test func `all mistakes of the file are named with line and what would be right`() async throws {
    let file = """
      defaultServer:
      color: red
      servers:
        a:
          ulr: http://a
          password: hunter2
          headers: {"X A": b}
          interval: [1, 2]
        b: http://b
        c: {headers: [X-A]}
        d: {server: x, shoe_size: 42}
        e: {colour: pink}
      notify:
        - {filter: "(state:failed", bell: true}
        - {filter: state:failed, webhook: "ftp://x"}
      """
    try await withHome(configuration: file) { home in
      #expect(
        home.mistakes() == [
          "config.yaml:1: defaultServer has no value: defaultServer: value.",
          "config.yaml:2: color is unknown: known are ascii, commands, defaultServer, keys, mouse, "
            + "notify, retention, servers, theme.",
          "config.yaml:5: ulr is unknown: url is known.",
          "config.yaml:6: password may not stand in this file: password_file, or password_command.",
          "config.yaml:7: X A is no HTTP header: a name of letters, digits and hyphens, and a value "
            + "of one line.",
          "config.yaml:8: interval is a list: one value, as in interval: value.",
          "config.yaml:9: the server b holds no names: lines such as name: value.",
          "config.yaml:10: headers holds no names: lines such as name: value.",
          "config.yaml:11: server is unknown: known are ca_file, colour, headers, "
            + "interval, max_interval, password_command, password_file, poll, profile, push, "
            + "token_command, token_file, url, username, webhook.",
          "config.yaml:11: shoe_size is unknown: known are ca_file, colour, headers, "
            + "interval, max_interval, password_command, password_file, poll, profile, push, "
            + "token_command, token_file, url, username, webhook.",
          "config.yaml:12: colour cannot be “pink”: cyan, magenta, yellow, green, blue, red.",
          "config.yaml:14: the filter cannot be understood: Something must stand here: the filter "
            + "ends too early: one such as state:failed.",
          "config.yaml:15: webhook is no URL of http or https: as in "
            + "https://hooks.example.org/jobs.",
        ]
      )
    }
  }

  @Test func `keys that cannot be are told with their line`() async throws {
    let file = """
      keys:
        retry: R
        cancl: X
        cancel: n
        help:
      """
    try await withHome(configuration: file) { home in
      #expect(
        home.mistakes() == [
          "config.yaml:5: help has no value: help: value.",
          "config.yaml:3: there is no action cancl: cancel is known.",
          "config.yaml:4: n does something else already: “Start a job on the selected row's "
            + "server”: another key, or other keys for new.",
        ]
      )
    }
  }

  @Test func `a value that does not fit is refused where it stands`() async throws {
    let file = """
      servers:
        a:
          url: ftp://a
          push: maybe
          poll: sometimes
      ascii: perhaps
      """
    try await withHome(configuration: file) { home in
      #expect(
        home.mistakes(environment: ["JOBTOP_USERNAME": "a:b"]) == [
          "config.yaml:3: url cannot be “ftp://a”: a URL that begins with http:// or https://.",
          "JOBTOP_USERNAME cannot be “a:b”: a name without a colon.",
          "config.yaml:4: push cannot be “maybe”: on, none or webhook.",
          "config.yaml:5: poll cannot be “sometimes”: learned, exponential or fixed.",
          "config.yaml:6: ascii cannot be “perhaps”: true or false.",
        ]
      )
    }
  }

  @Test(
    arguments: [
      ([.interval: "soon"], "--interval cannot be “soon”: a time such as 30, 30s, 500ms or 2m."),
      ([.interval: "1ms"], "--interval cannot be “1ms”: a time from 10ms to 24h."),
      (
        [.poll: "learned", .interval: "5s"],
        "--interval cannot be “5s”: no value where polling is learned."
      ),
      (
        [.interval: "5s", .maxInterval: "1s"],
        "--max-interval cannot be “1s”: at least the interval, 5 s."
      ),
      (
        [.server: "demp"], "--server cannot be “demp”: demo is known."
      ),
      ([.server: "other"], "--server cannot be “other”: known are demo."),
      (
        [.push: "webhook"],
        "--push cannot be “webhook”: webhook only with a URL to listen on (--webhook)."
      ),
      (
        [.webhook: "9000"],
        "--webhook cannot be “9000”: an http:// URL with the port to listen on, as in "
          + "http://127.0.0.1:9000/hook."
      ),
    ] as [([Setting: String], String)]
  )
  func `an option that makes no sense is refused by its name`(
    options: [Setting: String],
    sentence: String
  ) async throws {
    try await withHome(configuration: "servers: {demo: {url: http://a}}") { home in
      #expect(home.mistakes(options: options) == [sentence])
    }
  }

  @Test func `a URL with credentials is refused and not repeated`() async throws {
    try await withHome { home in
      #expect(
        home.mistakes(options: [.url: "http://ann:hunter2@a"], headers: ["secret"]) == [
          "a --header is no HTTP header: as in “X-Team: video”.",
          "--url is no URL without credentials: as in https://example.org; credentials go to "
            + "--username and JOBTOP_PASSWORD.",
        ]
      )
    }
  }

  @Test(
    arguments: [
      ("Authorization: Bearer hunter2", "jobtop", "JOBTOP_TOKEN, or token_file or "),
      ("COOKIE: hunter2", "jobtop", ""),
      ("Authorization: hunter2", "basic", "JOBTOP_PASSWORD, --password-file, or "),
      ("X-Farm: hunter2", "farm", "JOBTOP_TOKEN, or token_file or "),
    ]
  )
  func `a secret in a header of the command line is refused and not repeated`(
    header: String,
    profile: String,
    ways: String
  ) async throws {
    try await withHome { home in
      let farm = Profile.builtInSource("heygen")?
        .replacing("x-api-key", with: "X-Farm").replacing("name: heygen", with: "name: farm")
      try home.write(try #require(farm), to: ".config/jobtop/profiles/farm.profile.yaml")
      let name = header.prefix { $0 != ":" }
      #expect(
        home.mistakes(options: [.url: "http://a", .profile: profile], headers: [header]) == [
          "what --header \(name) holds can be read by everyone on this machine: put it into \(ways)"
            + "headers of the server in config.yaml."
        ]
      )
    }
  }

  @Test func `a field that holds no secret goes, and what the configuration holds does`()
    async throws
  {
    let file = "servers: {a: {url: http://a, headers: {X-Api-Key: hunter2}}}"
    try await withHome(configuration: file) { home in
      #expect(home.mistakes(headers: ["X-Farm: video"]).isEmpty)
    }
  }

  @Test func `a slip in the name of a variable is found, foreign variables are not ours`()
    async throws
  {
    let dotEnv = "\nJOBTOP_PROFIL=basic\nOTHER=1"
    try await withHome(dotEnv: dotEnv) { home in
      #expect(
        home.mistakes(environment: ["JOBTOP_PASWORD": "x", "JOBTOP_BENCHMARKS": "1"]) == [
          "JOBTOP_PASWORD is unknown: JOBTOP_PASSWORD is known.",
          "~/.env:2: JOBTOP_PROFIL is unknown: JOBTOP_PROFILE is known.",
        ]
      )
    }
  }

  @Test func `a .env file cannot make us run a command`() async throws {
    try await withHome(dotEnv: "JOBTOP_PASSWORD_COMMAND=touch /tmp/x") { home in
      #expect(
        home.mistakes() == [
          "~/.env:1: JOBTOP_PASSWORD_COMMAND may not stand in this file, which may come from "
            + "somebody else: the environment, or config.yaml."
        ]
      )
    }
  }

  @Test(arguments: [
    ("servers: {a", "config.yaml:2: it is no YAML (did not find expected ',' or '}')"),
    ("theme: a\ntheme: b", "config.yaml:1: theme is set twice, first here: once."),
    (
      "servers:\n a:\n  max_interval: 1\n  maxInterval: 2",
      "config.yaml:4: max_interval is set twice: once."
    ),
    ("- a", "config.yaml:1: the file holds no names"),
    (
      "defaultServer: x\nservers: {y: {url: http://y}}",
      "config.yaml:1: defaultServer cannot be “x”"
    ),
  ])
  func `what is wrong with the whole file is named with its line`(
    file: String,
    beginning: String
  ) async throws {
    try await withHome(configuration: file) { home in
      let mistakes = home.mistakes()
      #expect(mistakes.count == 1)
      #expect(mistakes.first?.hasPrefix(beginning) == true, "\(mistakes)")
    }
  }

  @Test(arguments: ["", "# nothing yet\n", "servers:\n  {}\n"])
  func `a file that says nothing is no mistake`(file: String) async throws {
    try await withHome(configuration: file) { home in
      #expect(home.mistakes() == [])
    }
  }

  @Test func `each setting has a name for every place`() {
    #expect(Setting.maxInterval.option == "--max-interval")
    #expect(Setting.maxInterval.variable == "JOBTOP_MAX_INTERVAL")
    #expect(Setting.maxInterval.key == "max_interval")
    for setting in Setting.allCases { #expect(Setting(key: setting.key) == setting) }
  }

  @Test func `a file that is out of reach is not one that is not there`() throws {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: UUID().uuidString)
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: folder) }
    let place = { (name: String) in folder.appending(path: name).path }
    try files.createSymbolicLink(atPath: place("config.yaml"), withDestinationPath: place("gone"))
    // As little can be found in it as in a folder that may not be entered.
    try files.createSymbolicLink(atPath: place("circle"), withDestinationPath: place("circle"))
    for path in [place("config.yaml"), place("circle/config.yaml")] {
      let failure = #expect(throws: ConfigurationFailure.self) {
        try ConfigurationFile(reading: path)
      }
      #expect(failure.map { "\($0)" }?.contains("it cannot be read") == true)
    }
    #expect(try ConfigurationFile(reading: place("other/config.yaml")).servers == [])
  }
}
