import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct HostileTextTests {
  static let texts = [
    "\u{1B}[2J\u{1B}]0;owned\u{7}", "a\nb\r\tc", "\u{202E}gpj.exe", "\u{9B}31m",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
    String(repeating: "長", count: 5000), "\u{0}\u{7F}\u{200B}\u{FEFF}", "",
  ]

  @Test func `below a title that is a whole text the details show how the job stands`() {
    var story = Story(100, 34)
    story.learn(.sample(1, title: String(repeating: "word ", count: 800)))
    story.press("Enter")
    let place = story.lines.firstIndex { $0.contains(" characters; y copies all") } ?? 0
    #expect(place > 0)
    #expect(story.lines[place + 1].contains("▶ running"))
  }

  @Test(arguments: texts)
  func `text of a server can never reach the terminal as control codes`(text: String) {
    let inputs = [
      InputField(name: text, type: .text, defaultValue: .string(text), isRequired: true)
    ]
    var story = Story(servers: [.sample(text, inputs: inputs), .sample("b")])
    var job = Job.sample(1, state: .failed, server: text, title: text)
    (job.jobID, job.reason, job.serverState) = (JobID(text), text, text)
    (job.kind, job.result) = (text, .string(text))
    job.draft = Draft(inputs: [text: .string(text)], label: text)
    story.learn(job)
    story.send(.status(ServerStatus(server: text, link: .unauthorised(reason: text))))
    for keys in [[], ["Enter"], [":", "create", "Enter"], ["?"], ["x"]] {
      for key in keys { key.count > 1 && key != "Enter" ? story.type(key) : story.press(key) }
      #expect(controls(in: story.grid) == [])
      #expect(TextWidth.columns(of: story.grid.text(row: 4)) <= 100)
    }
  }

  private func controls(in grid: Grid) -> [Unicode.Scalar] {
    grid.text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .format, .lineSeparator, .paragraphSeparator, .surrogate: true
      default: false
      }
    }
  }

  @Test func `a paste becomes one line of what is typed`() {
    var story = Story()
    story.press("/")
    story.send(.key(.paste("two\nlines")))
    #expect(story.state.table.filter.text == "two lines")
  }
}
