import JobModel
import TestSupport
import Testing

@testable import Dashboard

struct CommandTests {
  private func run(_ line: String, servers: [ServerDescription] = [.sample()]) -> Story {
    var story = Story(servers: servers)
    story.learn(.sample(1, age: .seconds(1)), .sample(2, state: .completed))
    story.press(":")
    story.type(line)
    story.press("Enter")
    return story
  }

  @Test func `track follows jobs on the selected row's server`() {
    #expect(run("track a1 b2").wishes == [.track(server: "demo", ids: ["a1", "b2"])])
    #expect(run("track a1 b2 a1").notice == "Following 2 jobs on demo.")
    #expect(run(#"track "a 1" b2"#).wishes == [.track(server: "demo", ids: ["a 1", "b2"])])
  }

  @Test func `track takes another server by its name`() {
    let story = run("track a1 @render", servers: [.sample(), .sample("render")])
    #expect(story.wishes == [.track(server: "render", ids: ["a1"])])
  }

  @Test(arguments: [
    ("track a @nowhere", "No server “nowhere”. There are: demo."),
    (
      "dance",
      "No command “dance”. There are: track, forget, create, connect, demo, view, notify, servers, messages, help, quit."
    ),
    ("quit now", "quit takes nothing behind it."),
    ("forget me", "forget takes nothing (this row) or “ended” (all that ended)."),
    ("create colour=red", "create cannot be “colour=red”: there are title=…."),
  ])
  func `a mistake says what would be right`(line: String, sentence: String) {
    let story = run(line, servers: [.sample(inputs: [InputField(name: "title", type: .text)])])
    #expect(story.wishes == [])
    #expect(story.mistake == sentence)
  }

  @Test func `a line with a mistake stays, and can be mended`() {
    var story = run("connect localhost:8080", servers: [])
    #expect(story.line(with: ":connect localhost:8080") != nil)
    let advice = "“localhost:8080” is no URL: as in http://localhost:8080"
    #expect(story.line(with: advice) != nil)
    story.press("Home", "ctrl-k", "ctrl-u")
    #expect(story.line(with: advice) == nil)
    story.type("connect http://localhost:8080")
    story.press("Enter")
    #expect(story.wishes == [.connect(url: "http://localhost:8080", profile: nil, name: nil)])
    #expect(story.state.mode == .table)
  }

  @Test func `what lacks its argument waits for it`() {
    var story = run("track")
    #expect(story.state.mode == .command && story.line(with: ":track ID… [@SERVER]") != nil)
    story.type("a1")
    story.press("Enter")
    #expect(story.wishes == [.track(server: "demo", ids: ["a1"])])
  }

  @Test func `forget takes this row, or all that ended`() {
    #expect(run("forget").wishes == [.forget([.sample(1)])])
    #expect(run("forget ended").wishes == [.forget([.sample(2)])])
  }

  @Test func `create takes values, or opens the form without any`() {
    let servers = [ServerDescription.sample(inputs: [InputField(name: "n", type: .integer)])]
    let story = run("create n=7", servers: servers)
    #expect(story.wishes == [.create(server: "demo", drafts: [Draft(inputs: ["n": 7])])])
    #expect(run("create", servers: servers).state.mode == .form)
  }

  @Test(arguments: [
    (#"title="a  b""#, "a  b"), (#""title=a  b""#, "a  b"),
    (#"title="say \"a b\"""#, #"say "a b""#),
    (#"title=5""#, #"5""#), (#"title="""#, ""), (#"title="back\\""#, #"back\"#),
  ])
  func `a value between quotation marks may hold blanks`(words: String, title: String) {
    let servers = [ServerDescription.sample(inputs: [InputField(name: "title", type: .text)])]
    let story = run("create " + words, servers: servers)
    #expect(
      story.wishes == [.create(server: "demo", drafts: [Draft(inputs: ["title": .string(title)])])]
    )
  }

  @Test func `a quotation mark that is never closed is named`() {
    let servers = [ServerDescription.sample(inputs: [InputField(name: "title", type: .text)])]
    let story = run(#"create title="a b"#, servers: servers)
    #expect(story.wishes == [])
    #expect(
      story.mistake
        == "title cannot be “\"a b”: it begins with a quotation mark and must end with one."
    )
  }

  @Test func `create refuses a number below the least one`() {
    let inputs = [InputField(name: "n", type: .integer, minimum: 1)]
    let story = run("create n=0", servers: [.sample(inputs: inputs)])
    #expect(story.wishes == [] && story.line(with: "a whole number from 1") != nil)
  }

  @Test func `a beginning that only one command has is enough`() {
    #expect(run("q").wishes == [.quit])
    #expect(run("h").state.mode == .help)
  }
}
