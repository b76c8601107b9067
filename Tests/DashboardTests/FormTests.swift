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
}
