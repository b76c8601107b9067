import JobClient
import JobModel
import Testing

@testable import jobtop

struct SettingsTests {
  @Test(arguments: [
    ("30d", Retention.standard), ("1d", .time(.seconds(86_400))), ("forever", .forever),
    ("36h", .time(.seconds(129_600))),
  ])
  func `how long jobs are kept is read from the file and the environment`(
    text: String,
    retention: Retention
  ) async throws {
    try await withHome(configuration: "retention: \(text)") { home in
      #expect(try home.settings().retention == retention)
      let year = try home.settings(environment: ["JOBTOP_RETENTION": "365d"]).retention
      #expect(year.limit(at: .epoch) == Timestamp(seconds: -365 * 86_400))
    }
    #expect(Retention.forever.limit(at: .epoch) == nil)
  }

  @Test(arguments: ["30", "1h", "never", "-3d"])
  func `a time that is too short or none is a mistake`(text: String) async throws {
    try await withHome(configuration: "retention: \"\(text)\"") { home in
      let right = "a time of a day or more such as 30d, or forever"
      #expect(home.mistakes() == ["config.yaml:1: retention cannot be “\(text)”: \(right)."])
    }
  }

  @Test func `nothing configured is no server`() async throws {
    try await withHome { home in
      let settings = try home.settings()
      #expect(
        settings
          == Settings(
            paths: StandardPaths(environment: home.environment),
            servers: [],
            server: nil,
            theme: nil
          )
      )
    }
  }

  @Test func `options come before the environment, .env and the file`() async throws {
    let file = "servers: {demo: {url: http://file, profile: file, username: file, push: off}}"
    let dotEnv =
      "JOBTOP_SERVER=demo\nJOBTOP_URL=http://dotenv\nJOBTOP_PROFILE=dotenv\nJOBTOP_USERNAME=dotenv"
    try await withHome(configuration: file, dotEnv: dotEnv) { home in
      let settings = try home.settings(
        options: [.url: "http://option"],
        environment: ["JOBTOP_URL": "http://variable", "JOBTOP_PROFILE": "variable"]
      )

      #expect(
        settings.server
          == ServerConfiguration(
            name: "demo",
            url: "http://option",
            profile: "variable",
            username: "dotenv",
            push: .none
          )
      )
    }
  }

  @Test(
    arguments: [
      ([.webhook: "http://127.0.0.1:9000/hook"], .webhook("http://127.0.0.1:9000/hook")),
      (
        [.push: "webhook", .webhook: "http://127.0.0.1:9000/hook"],
        .webhook("http://127.0.0.1:9000/hook")
      ),
      ([.push: "none", .webhook: "http://127.0.0.1:9000/hook"], .none),
      ([:], .automatic),
    ] as [([Setting: String], PushChoice)]
  )
  func `a URL to listen on chooses webhooks unless push is refused`(
    options: [Setting: String],
    push: PushChoice
  ) async throws {
    try await withHome { home in
      let server = try home.settings(options: options.merging([.profile: "x"]) { $1 }).server

      #expect(server?.push == push)
    }
  }

  @Test func `the file says everything about several servers`() async throws {
    let file = """
      defaultServer: render
      theme: light
      servers:
        demo:
          url: https://demo.example.org/v1/
          profile: envelope
          username: ann
          password-file: secret
          headers: {X-Team: video, X-Number: 7}
          push: no
          poll: fixed
          interval: 2s
          ca_file: farm.pem
        render:
          url: http://127.0.0.1:8080
          token_command: pass show render
          interval: 1
          maxInterval: 2m
      """
    try await withHome(configuration: file) { home in
      let settings = try home.settings()

      let demo = ServerConfiguration(
        name: "demo",
        url: "https://demo.example.org/v1",
        profile: "envelope",
        username: "ann",
        password: .file(
          path: home.path + "/.config/jobtop/secret",
          place: .line(file: home.configurationFile, 8)
        ),
        headers: [
          try #require(HTTPHeader(name: "X-Team", value: "video")),
          try #require(HTTPHeader(name: "X-Number", value: "7")),
        ],
        caFile: home.path + "/.config/jobtop/farm.pem",
        push: .none,
        pollPolicy: .fixed(.seconds(2))
      )
      let render = ServerConfiguration(
        name: "render",
        url: "http://127.0.0.1:8080",
        token: .command("pass show render", place: .line(file: home.configurationFile, 16)),
        pollPolicy: .exponential(base: .seconds(1), cap: .seconds(120))
      )
      #expect(settings.servers == [demo, render])
      #expect(settings.server == render)
      #expect(settings.theme == "light")
    }
  }

  @Test func `a URL alone describes a server, named by its address`() async throws {
    try await withHome(configuration: "servers: {demo: {url: http://file, username: ann}}") {
      home in
      let settings = try home.settings(options: [.url: "http://127.0.0.1:8080/"])
      let server = ServerConfiguration(name: "127.0.0.1:8080", url: "http://127.0.0.1:8080")

      #expect(settings.server == server)
      #expect(settings.servers == [server])
    }
  }

  @Test func `a profile alone describes a server, named by it`() async throws {
    try await withHome { home in
      let server = try home.settings(options: [.profile: "basic"]).server

      #expect(
        server == ServerConfiguration(name: "basic", profile: "basic")
      )
    }
  }

  @Test func `a named server is the only one of the dashboard`() async throws {
    let file = "servers: {a: {url: http://a}, b: {url: http://b}}"
    try await withHome(configuration: file) { home in
      let settings = try home.settings(options: [.server: "b"])

      #expect(settings.servers == [ServerConfiguration(name: "b", url: "http://b")])
    }
  }

  @Test func `credentials of a named server do not follow a URL of the environment`() async throws {
    let file = "servers: {a: {url: http://a, token_command: \"echo x\"}}"
    try await withHome(configuration: file) { home in
      let named: [Setting: String] = [.server: "a"]
      #expect(
        home.mistakes(options: named, environment: ["JOBTOP_URL": "http://b"]) == [
          "JOBTOP_URL is another server than a, whose credentials are not for it: "
            + "take JOBTOP_URL away, or do not name a."
        ]
      )
      #expect(home.mistakes(options: named, environment: ["JOBTOP_URL": "http://a"]) == [])
    }
  }

  @Test func `of several servers without a default none is meant`() async throws {
    let file = "servers: {a: {url: http://a}, b: {url: http://b}}"
    try await withHome(configuration: file) { home in
      let settings = try home.settings(environment: ["JOBTOP_PASSWORD": "secret"])

      #expect(settings.server == nil)
      #expect(settings.servers.map(\.password) == [nil, nil])
    }
  }

  @Test(arguments: ["", "defaultServer: a\n"])
  func `the log is that of all servers`(standard: String) async throws {
    let file = standard + "servers: {a: {url: http://a}, b: {url: http://b}}"
    try await withHome(configuration: file) { home in
      let settings = try home.settings(options: [.logFile: "/tmp/x.log", .caFile: "/ca.pem"])

      #expect(settings.servers.map(\.log?.path) == ["/tmp/x.log", "/tmp/x.log"])
      #expect(settings.servers.last?.caFile == nil)
    }
  }

  @Test func `a password in the environment is for the default server alone`() async throws {
    let file = "defaultServer: b\nservers: {a: {url: http://a}, b: {url: http://b}}"
    try await withHome(configuration: file) { home in
      let settings = try home.settings(environment: ["JOBTOP_PASSWORD": "secret"])

      #expect(settings.servers.map(\.password) == [nil, .value(Secret("secret"))])
    }
  }

  @Test func `headers of the command line come after those of the file`() async throws {
    let file = "servers: {a: {url: http://a, headers: {X-A: file}}}"
    try await withHome(configuration: file) { home in
      let headers = try home.settings(headers: ["X-A:  option: b"]).server?.headers

      #expect(
        headers == [
          try #require(HTTPHeader(name: "X-A", value: "file")),
          try #require(HTTPHeader(name: "X-A", value: "option: b")),
        ]
      )
    }
  }

  @Test func `a secret of a stronger layer comes before one of a weaker`() async throws {
    let file = "servers: {a: {url: http://a, password_command: echo file}}"
    try await withHome(configuration: file, dotEnv: "JOBTOP_PASSWORD=dotenv") { home in
      let plain = try home.settings().server?.password
      let given = try home.settings(options: [.passwordFile: "~/option"]).server?.password

      #expect(plain == .value(Secret("dotenv")))
      #expect(
        given == .file(path: home.path + "/option", place: .option)
      )
    }
  }

  @Test(
    arguments: [
      (nil, nil, nil, PollPolicy.learned(requestsPerJob: 8)),
      ("learned", nil, "20s", .learned(requestsPerJob: 8, cap: .seconds(20))),
      ("exponential", nil, nil, .standard),
      (nil, "2m", nil, .exponential(base: .seconds(120), cap: .seconds(120))),
      (nil, nil, "5s", .learned(requestsPerJob: 8, cap: .seconds(5))),
      ("fixed", nil, "5s", .fixed(.seconds(2))),
    ] as [(String?, String?, String?, PollPolicy)]
  )
  func `polling follows what is set and keeps the rest`(
    poll: String?,
    interval: String?,
    maxInterval: String?,
    policy: PollPolicy
  ) async throws {
    var options: [Setting: String] = [.profile: "basic"]
    options[.poll] = poll
    options[.interval] = interval
    options[.maxInterval] = maxInterval
    try await withHome { home in
      let server = try home.settings(options: options).server

      #expect(server?.pollPolicy == policy)
    }
  }
}
