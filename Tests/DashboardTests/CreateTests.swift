import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct CreateTests {
  static let inputs = [
    InputField(name: "title", type: .text, defaultValue: "job"),
    InputField(
      name: "video",
      type: .url,
      isRequired: true,
      about: "Where the video can be fetched"
    ),
    InputField(name: "language", type: .choice(["French", "Hindi"]), defaultValue: "French"),
    InputField(name: "captions", type: .boolean),
    InputField(name: "speakers", type: .integer),
  ]

  @Test func `n starts a job at once where nothing must be answered`() {
    let title = InputField(name: "title", type: .text, defaultValue: "job")
    var story = Story(servers: [.sample(inputs: [title])])
    story.press("n")
    #expect(story.wishes == [.create(server: "demo", drafts: [Draft()])])
  }

  @Test func `a key that is held down starts three jobs, and then none`() {
    var story = Story()
    for _ in 0..<20 {
      story.press("n")
      story.wait(.milliseconds(30))
    }
    #expect(story.wishes.count == 3)
    #expect(story.notice?.hasPrefix("The key is held down") == true)
    for _ in 0..<3 {
      story.wait(.milliseconds(250))
      story.press("n")
    }
    #expect(story.wishes.count == 6)
  }

  @Test func `a key that is held down types nothing into the form that it opened`() {
    var story = Story(servers: [.sample(inputs: Self.inputs)])
    for _ in 0..<20 {
      story.press("n")
      story.wait(.milliseconds(30))
    }
    let typed = { (story: Story) in
      story.state.overlays.last?.form.map { $0.fields[$0.focus].input.text }
    }
    #expect(typed(story) == "")
    story.wait(.milliseconds(300))
    story.press("n")
    #expect(typed(story) == "n")
  }

  @Test func `n starts it on the selected row's server`() {
    var story = Story(servers: [.sample(), .sample("render")])
    story.learn(.sample(1), .sample(2, server: "render", age: .seconds(99)))
    story.press("↓", "n")
    #expect(story.wishes == [.create(server: "render", drafts: [Draft()])])
  }

  @Test func `without a row it is the first server that can create`() {
    var story = Story(servers: [.sample("read", operations: [.status]), .sample()])
    story.press("n")
    #expect(story.wishes == [.create(server: "demo", drafts: [Draft()])])
  }

  @Test func `without a row, where several servers can create, n and N ask which`() {
    var story = Story(servers: [.sample(), .sample("render")])
    story.learn(.sample(1))
    story.press("/")
    story.type("server:render")
    story.press("Enter", "n")
    let question = "On which server? :create @SERVER starts a job on one of @demo, @render."
    #expect(story.notice == question)
    story.press("N")
    #expect(story.state.mode == .table)
    #expect(story.wishes == [])
  }

  @Test func `a named server goes before the selected row's`() {
    let servers = ["demo", "render"].map { ServerDescription.sample($0, inputs: Self.inputs) }
    var story = Story(servers: servers)
    story.learn(.sample(1))
    story.press("↓", ":")
    story.type("create video=http://a/b @render")
    story.press("Enter")
    let draft = Draft(inputs: ["video": "http://a/b"])
    #expect(story.wishes == [.create(server: "render", drafts: [draft])])
    story.press(":")
    story.type("create @rendr")
    story.press("Enter")
    #expect(story.mistake == "No server “rendr”. There are: demo, render.")
  }

  @Test func `a server that cannot create says why`() {
    var story = Story(servers: [.sample(operations: [.status])])
    story.learn(.sample(1))
    story.press("n", "N")
    #expect(story.wishes == [])
    #expect(story.notice == "demo cannot create: its profile jobtop has no such request.")
  }

  @Test func `a number below the least one keeps the form open and says so`() {
    let inputs = [InputField(name: "duration", type: .number, isRequired: true, minimum: 0)]
    var story = Story(servers: [.sample(inputs: inputs)])
    story.press("n")
    story.type("-1")
    story.press("Enter")
    #expect(story.wishes == [] && story.state.mode == .form)
    #expect(story.line(with: "must be a number from 0") != nil)
  }

  @Test func `n opens a form where something must be answered, and remembers the answers`() {
    var story = Story(servers: [.sample(inputs: Self.inputs)])
    story.press("n")
    #expect(story.wishes == [])
    story.type("https://example.com/a.mp4")
    story.press("Tab", "→", "Tab", "Space", "Space", "Enter")
    let inputs: [String: JSON] = [
      "title": "job", "video": "https://example.com/a.mp4", "language": "Hindi",
      "captions": true,
    ]
    #expect(story.wishes == [.create(server: "demo", drafts: [Draft(inputs: inputs)])])
    story.forgetWishes()
    story.press("n", "Enter")
    #expect(story.wishes == [.create(server: "demo", drafts: [Draft(inputs: inputs)])])
  }

  @Test func `a form with a mistake stays open at the field that has it`() {
    var story = Story(servers: [.sample(inputs: Self.inputs)])
    story.press("n", "Enter")
    #expect(story.line(with: "video must be filled in") != nil)
    story.type("https://example.com/a.mp4")
    story.press("Tab", "Tab", "Tab")
    story.type("two")
    story.press("Enter")
    #expect(story.line(with: "speakers must be a whole number") != nil)
    #expect(story.wishes == [])
    story.press("Esc")
    #expect(story.state.mode == .table)
  }

  @Test func `what is typed is checked while it is typed`() {
    var story = Story(servers: [.sample(inputs: Self.inputs)])
    story.press("n", "Tab", "Tab", "Tab")
    story.type("tw")
    #expect(story.line(with: "speakers must be a whole number") != nil)
    story.press("Backspace", "Backspace")
    #expect(story.line(with: "speakers must be") == nil)
    story.type("2")
    #expect(story.line(with: "speakers must be") == nil)
  }

  @Test func `the form begins with what the selected job was made of`() {
    var story = Story(servers: [.sample(inputs: Self.inputs)])
    var job = Job.sample(1)
    job.draft = Draft(inputs: ["video": "https://example.com/b.mp4", "language": "Hindi"])
    story.learn(job)
    story.press("↓", "n")
    #expect(story.line(with: "https://example.com/b.mp4") != nil)
    #expect(story.line(with: "Hindi") != nil)
  }

  @Test func `what a job of another server was made of is not proposed`() {
    var story = Story(servers: [.sample(inputs: Self.inputs), .sample("render", inputs: [])])
    var job = Job.sample(1, server: "render")
    job.draft = Draft(inputs: ["video": "https://example.com/b.mp4"])
    story.learn(job)
    story.press(":")
    story.type("create")
    story.press("Enter")
    #expect(story.line(with: "b.mp4") == nil)
  }

  @Test func `the form shows the request that it will send`() {
    var story = Story(servers: [.sample(inputs: Self.inputs)])
    story.press("n")
    let begun: [String: JSON] = ["title": "job", "language": "French"]
    #expect(story.previewed == [begun])
    story.send(
      .preview(
        server: "demo",
        inputs: begun,
        RequestPreview(line: "POST http://demo/v1/jobs", body: #"{"title":"job"}"#)
      )
    )
    #expect(story.line(with: "POST http://demo/v1/jobs") != nil)
    #expect(story.line(with: #"{"title":"job"}"#) != nil)
  }

  @Test func `a request of inputs that are no longer there is not shown`() {
    var story = Story(servers: [.sample(inputs: Self.inputs)])
    story.press("n")
    let late = RequestPreview(line: "POST http://demo/late")
    story.send(.preview(server: "demo", inputs: ["title": "other"], late))
    #expect(story.line(with: "late") == nil)
  }

  @Test func `N starts many under numbered labels`() {
    var story = Story()
    story.press("N")
    #expect(story.line(with: "Many new jobs on demo") != nil)
    story.type("3")
    story.press("Enter")
    let drafts = (1...3).map { Draft(label: "\($0) of 3") }
    #expect(story.wishes == [.create(server: "demo", drafts: drafts)])
    #expect(story.notice == "Starting 3 jobs on demo.")
  }

  @Test func `a label stands before the number`() {
    var story = Story()
    story.press("N")
    story.type("2")
    story.press("Tab", "Tab")
    story.type("night run")
    story.press("Enter")
    let drafts = (1...2).map { Draft(label: "night run \($0) of 2") }
    #expect(story.wishes == [.create(server: "demo", drafts: drafts)])
  }

  @Test(arguments: ["", "0", "-1", "many", "10001", "1.5"])
  func `a number that makes no sense keeps the form open`(number: String) {
    var story = Story()
    story.press("N")
    story.type(number)
    story.press("Enter")
    #expect(story.wishes == [])
    #expect(story.state.mode == .form)
    let rule = number.isEmpty ? "must be filled in" : "must be a whole number from 1 to 10000"
    #expect(story.line(with: "How many " + rule) != nil)
    story.press("ctrl-u")
    story.type("5")
    #expect(story.line(with: "How many must") == nil)
  }

  @Test func `N asks for the inputs as well, once for all`() {
    var story = Story(servers: [.sample(inputs: Self.inputs)])
    story.press("N")
    story.type("2")
    story.press("Enter")
    #expect(story.line(with: "video must be filled in") != nil)
    story.type("https://example.com/a.mp4")
    story.press("Enter")
    guard case .create(_, let drafts) = story.wishes.first else {
      Issue.record("nothing was created: \(story.wishes)")
      return
    }
    #expect(drafts.map(\.label) == ["1 of 2", "2 of 2"])
    #expect(Set(drafts.map { $0.inputs["video"] }) == ["https://example.com/a.mp4"])
  }

  @Test func `a list is typed with commas and a default is shown as text`() {
    var field = FormField(
      InputField(name: "tags", type: .list, defaultValue: ["a", "b"]),
      value: nil
    )
    #expect(field.input.text == "a, b")
    field.input = TextInput("x , y,,z")
    #expect(field.value == ["x", "y", "z"])
  }
}
