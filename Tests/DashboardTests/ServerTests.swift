import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Which servers there are, and how often they are asked.
struct ServerTests {
  private func command(_ line: String) -> Story {
    var story = Story(servers: [])
    story.press(":")
    story.type(line)
    story.press("Enter")
    return story
  }

  @Test(arguments: [(140, 40), (80, 24)])
  func `servers tells of each how it stands and why, also of one without a row`(
    columns: Int,
    rows: Int
  ) {
    var story = Story(columns, rows, servers: [.sample(), .sample("farm"), .sample("gone")])
    story.learn(.sample(1), .sample(2, state: .completed))
    let request = JobFailure.Request(server: "farm", line: "GET /v1/jobs")
    let failure = JobFailure.unreadable(request, why: "it is HTML")
    let away = ServerStatus.Link.retrying(
      at: story.now.advanced(by: .seconds(9)),
      failures: 7,
      because: failure
    )
    story.send(.status(ServerStatus(server: "farm", link: away)))
    story.press("/")
    story.type("server:farm")
    story.press("Enter")
    #expect(story.line(with: ":servers tells why some do not answer") != nil)
    story.press(":")
    story.type("servers")
    story.press("Enter")
    #expect(story.line(with: "● demo  push 12 ms   2 jobs, 1 active") != nil)
    #expect(story.line(with: "✖ farm  unreadable answer, retry in 9 s (7)   0 jobs") != nil)
    let text = story.lines.joined(separator: " ")
    #expect(text.contains("http://127.0.0.1:8080, profile"))
    #expect(text.contains("HTML"))
    story.wait(.seconds(3))
    #expect(story.line(with: "retry in 6 s (7)   0 jobs") != nil)
    story.press("Esc")
    #expect(story.state.detail == nil)
  }

  @Test func `servers tells what was dropped, and why`() {
    var story = Story(200, 40)
    let dropped = ServerStatus.Dropped(messages: 12, posts: 1, jobs: 1)
    let status = ServerStatus(server: "demo", link: .poll(every: .seconds(2)), dropped: dropped)
    story.send(.status(status))
    #expect(story.line(with: "dropped 14") != nil)
    story.press(":")
    story.type("servers")
    story.press("Enter")
    #expect(story.line(with: "1 job of its list is not shown, with an id longer than") != nil)
    #expect(story.line(with: "12 messages that it sent could not be read") != nil)
    #expect(story.line(with: "1 webhook call without a valid signature") != nil)
  }

  @Test func `plus and minus halve and double the time between two questions`() {
    var story = Story(servers: [.sample(), .sample("render")])
    story.learn(.sample(1, server: "render"))
    story.press("↓", "+", "=", "-", "-", "-")
    let paces = story.wishes.map { wish -> Double in
      guard case .pace("render", let pace) = wish else { return 0 }
      return pace
    }
    #expect(paces == [0.5, 0.25, 0.5, 1, 2])
    #expect(story.notice == "render is asked 2 times less often than planned.")
  }

  @Test func `S shows the selected row's server alone, and all of them again`() {
    var story = Story(servers: [.sample("ray"), .sample("ray2")])
    story.learn(
      .sample(1, state: .failed, server: "ray"),
      .sample(2, server: "ray2", age: .seconds(90)),
      .sample(3, server: "ray", age: .seconds(99))
    )
    story.press("G", "S")
    #expect(story.state.table.filter.typed == "server=ray")
    #expect(story.order.sorted() == [1, 3])
    story.press("S")
    #expect(story.order.count == 3)
    story.press("/")
    story.type("state:failed or age>95")
    story.press("Enter", "S")
    #expect(story.state.table.filter.typed == "server=ray (state:failed or age>95)")
    #expect(story.order.sorted() == [1, 3])
    story.press("S")
    #expect(story.state.table.filter.typed == "state:failed or age>95")
  }

  @Test func `what is typed behind the server's name is a word, and S leads back from nothing`() {
    var story = Story(servers: [.sample("ray"), .sample("render")])
    story.learn(.sample(1, server: "ray", title: "shot"), .sample(2, server: "render"))
    story.press("G", "S", "/")
    story.type("zzz")
    story.press("Enter")
    #expect(story.order == [])
    story.press("S")
    #expect(story.state.table.filter.typed == "zzz")
  }

  @Test func `there is an end to it`() {
    var story = Story()
    for _ in 0..<9 { story.press("+") }
    #expect(story.wishes.count == 4)
    #expect(story.notice == "No server is asked more often than that.")
  }

  @Test func `refused credentials are said once, with the key that asks once more`() {
    var story = Story()
    let refused = ServerStatus(server: "demo", link: .unauthorised(reason: "401 who are you"))
    story.send(.status(refused))
    #expect(
      story.notice == "demo refuses the credentials: 401 who are you. + asks once more; mend their "
        + "file, or restart."
    )
    story.press("+")
    #expect(story.wishes == [.pace(server: "demo", 1)])
    story.send(.status(refused))
    #expect(story.notice == "demo is asked once more.")
    story.send(.status(ServerStatus(server: "demo", link: .connecting)))
    story.send(.status(refused))
    #expect(story.notice?.hasPrefix("demo refuses the credentials") == true)
  }

  @Test func `of several servers the key is offered where a row can be chosen`() {
    var story = Story(servers: [.sample(), .sample("render")])
    let refused = ServerStatus(server: "render", link: .unauthorised(reason: "401"))
    story.send(.status(refused))
    #expect(
      story.notice == "render refuses the credentials: 401. Mend their file, or start again."
    )
    story.learn(.sample(1, server: "render"))
    story.send(.status(ServerStatus(server: "render", link: .connecting)))
    story.send(.status(refused))
    #expect(
      story.notice
        == "render refuses the credentials: 401. + on one of its rows asks once more; mend "
        + "their file, or restart."
    )
  }

  @Test func `connect names a server, its profile and its name`() {
    #expect(
      command("connect https://render.example.org envelope render").wishes == [
        .connect(url: "https://render.example.org", profile: "envelope", name: "render")
      ]
    )
    #expect(
      command(#"connect http://127.0.0.1:8080 jobtop "night farm""#).wishes == [
        .connect(url: "http://127.0.0.1:8080", profile: "jobtop", name: "night farm")
      ]
    )
    #expect(
      command("connect http://127.0.0.1:8080").wishes == [
        .connect(url: "http://127.0.0.1:8080", profile: nil, name: nil)
      ]
    )
  }

  @Test(arguments: [
    "http://a.example --profile envelope --name farm",
    "--name=farm --profile=envelope http://a.example", "http://a.example envelope --name farm",
    "--profile envelope http://a.example farm", #"http://a.example --name "farm" envelope"#,
  ])
  func `connect takes what it takes in a shell`(words: String) {
    let wish = DashboardEffect.connect(url: "http://a.example", profile: "envelope", name: "farm")
    #expect(command("connect " + words).wishes == [wish])
  }

  @Test(arguments: [
    ("--profile", "--profile is followed by one name, as in --profile envelope."),
    ("--name a --name b", "--name is followed by one name, as in --name farm."),
    (
      "--username ann",
      "connect takes --profile NAME and --name NAME here, not --username; jobtop connect in a "
        + "shell takes more."
    ),
  ])
  func `what connect does not take here is named`(options: String, sentence: String) {
    let story = command("connect http://a.example " + options)
    #expect(story.wishes == [] && story.mistake == sentence)
  }

  @Test(arguments: [
    "connect", "connect nowhere", "connect http://a b c --name d", "connect http://a b c d",
  ])
  func `what names no server says how`(line: String) {
    let story = command(line)
    #expect(story.wishes == [])
    let advice = "Which server? As in: connect http://127.0.0.1:8080 --profile envelope"
    // Bare, the palette completes the command and waits.
    #expect(story.notice == advice || story.state.mode == .command)
  }

  @Test func `demo starts a simulator, also where there is no server yet`() {
    #expect(command("demo").wishes == [.demo])
    let story = Story(servers: [])
    #expect(story.line(with: ":connect URL") != nil && story.line(with: ":demo") != nil)
  }
}
