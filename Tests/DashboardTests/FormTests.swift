import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// The form behind n and N, while it is filled in.
struct FormTests {
  @Test(arguments: [(100, 24), (80, 24), (60, 18)])
  func `fields stay where they are while their request grows`(columns: Int, rows: Int) {
    var story = Story(columns, rows, servers: [.sample(inputs: CreateTests.inputs)])
    story.press("n")
    let place = { (story: Story) in story.lines.firstIndex { $0.contains("│ title") } }
    let first = place(story)
    #expect(first != nil)
    for length in [0, 30, 300] {
      let inputs = story.previewed.last ?? [:]
      let body = String(repeating: "x", count: length)
      let preview = RequestPreview(line: "POST /", headers: [], body: body)
      story.send(.preview(server: "demo", inputs: inputs, preview))
      #expect(place(story) == first)
    }
  }

  @Test func `while a field makes no sense no request is shown as if it were sent`() {
    var story = Story(servers: [.sample(inputs: CreateTests.inputs)])
    story.press("n")
    let preview = RequestPreview(line: "POST http://demo/v1/jobs")
    story.send(.preview(server: "demo", inputs: story.previewed.last ?? [:], preview))
    #expect(story.line(with: "POST http://demo") != nil)
    story.press("Shift-Tab", "Shift-Tab")
    story.type("few")
    #expect(story.line(with: "POST http://demo") == nil)
    let count = story.previewed.count
    story.press("ctrl-u")
    #expect(story.previewed.count == count + 1)
  }

  @Test func `a pasted script keeps its lines`() {
    let script = InputField(name: "script", type: .text, isRequired: true)
    var story = Story(servers: [.sample(inputs: [script])])
    story.press("n")
    story.send(.key(.paste("#!/bin/sh\n\techo a\necho b\n")))
    #expect(story.line(with: "#!/bin/sh␊␉echo a␊echo b␊") != nil)
    story.press("Enter")
    let inputs: [String: JSON] = ["script": "#!/bin/sh\n\techo a\necho b"]
    #expect(story.wishes == [.create(server: "demo", drafts: [Draft(inputs: inputs)])])
  }

  @Test func `n on a refused job opens its form, with what was refused`() {
    let width = InputField(name: "processing_duration", type: .number, defaultValue: 5)
    var story = Story(servers: [.sample(inputs: [width])])
    var job = Job.sample(1, state: .refused)
    job.draft = Draft(inputs: ["processing_duration": 7])
    story.learn(job)
    story.press("↓", "n")
    #expect(story.wishes == [])
    #expect(story.line(with: "│ processing_duration  7") != nil)
  }

  @Test func `on a job of another program the form has its title, and what was sent last`() {
    let server = ServerDescription.sample(inputs: CreateTests.inputs, titleInput: "title")
    var story = Story(servers: [server])
    story.press(":")
    story.type("create video=http://a/b title=Mine")
    story.press("Enter")
    story.learn(.sample(1, title: "Clip B"))
    story.press("↓", "n")
    #expect(story.line(with: "│ title")?.contains("Clip B") == true)
    #expect(story.line(with: "http://a/b") != nil)
  }

  @Test func `after a restart the form begins with what was sent last before it`() {
    var story = Story(servers: [.sample(inputs: CreateTests.inputs)])
    var (old, new) = (Job.sample(2, age: .seconds(99)), Job.sample(3, age: .seconds(9)))
    old.draft = Draft(inputs: ["video": "http://old"])
    new.draft = Draft(inputs: ["video": "http://new"])
    story.learn(.sample(1), old, new, .sample(4, age: .seconds(200)))
    story.press("End", "n")
    #expect(story.cursor == 4)
    #expect(story.line(with: "http://new") != nil)
  }
}
