import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct EmptyScreenTests {
  private func text(_ story: Story) -> String {
    story.lines.dropFirst(2).dropLast(2).map(\.trimmed).filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  @Test func `without a server the welcome names the ways in`() throws {
    try expectSnapshot(Story(80, 24, servers: []).grid.snapshot, named: "welcome-80x24.txt")
    try expectSnapshot(Story(40, 8, servers: []).grid.snapshot, named: "welcome-40x8.txt")
  }

  @Test func `a server without jobs says that n starts one`() {
    #expect(text(Story()) == "demo has no jobs yet.\nn starts one")
  }

  @Test func `a screen that is only looked at does not say that n starts one`() {
    var story = Story()
    story.state.isReadOnly = true
    #expect(text(story) == "demo has no jobs yet.\n:track ID follows one made elsewhere")
  }

  @Test func `a server that cannot create says how to follow a job`() {
    let story = Story(servers: [.sample(operations: [.status])])
    #expect(text(story) == "demo has no jobs yet.\n:track ID follows one made elsewhere")
  }

  @Test func `before the first answer it says to whom it connects`() {
    var story = Story()
    story.send(.status(ServerStatus(server: "demo", link: .connecting)))
    #expect(
      text(story) == "Connecting to demo at http://127.0.0.1:8080 …\n? help   q quit"
    )
  }

  @Test func `a server that does not answer shows why and when it is tried again`() {
    var story = Story()
    let request = JobFailure.Request(server: "demo", line: "GET /v1/jobs")
    let link = ServerStatus.Link.retrying(
      at: story.now.advanced(by: .seconds(7)),
      failures: 3,
      because: .unreachable(request, why: "connection refused")
    )
    story.send(.status(ServerStatus(server: "demo", link: link)))
    story.wait(.seconds(2))
    #expect(
      text(story) == """
        demo: no connection at http://127.0.0.1:8080
        retry in 5 s (3)
        ? help   q quit
        """
    )
  }

  @Test func `a server that did not answer says why, and n asks it again`() {
    var story = Story()
    let request = JobFailure.Request(server: "demo", line: "POST /v1/jobs")
    let failure = JobFailure.unreachable(request, why: "connection refused")
    let link = ServerStatus.Link.unanswered(at: story.now, because: failure)
    story.send(.status(ServerStatus(server: "demo", link: link)))
    #expect(text(story) == "demo: no connection at http://127.0.0.1:8080\nn starts one")
  }

  @Test func `refused credentials say what to set`() {
    var story = Story()
    story.send(
      .status(ServerStatus(server: "demo", link: .unauthorised(reason: "Invalid credentials")))
    )
    #expect(
      text(story) == """
        demo refuses the credentials: Invalid credentials
        Set --username and JOBTOP_PASSWORD, or JOBTOP_TOKEN, and start again.
        ? help   q quit
        """
    )
  }

  @Test func `a filter that nothing passes is shown with the key that clears it`() {
    var story = Story()
    story.learn(.sample(1), .sample(2))
    story.press("/")
    story.type("nothing")
    #expect(text(story).hasPrefix("None of 2 jobs matches /nothing\nEsc clears the filter\n"))
    story.press("Esc")
    #expect(story.order.count == 2)
  }
}
