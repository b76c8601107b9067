import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct KeymapTests {
  /// All lines of the help at 80 columns.
  static let help = HelpView(
    state: DashboardState(size: Size(columns: 80, rows: 24)),
    page: HelpPage(),
    region: Region(row: 0, column: 0, width: 80, height: 20)
  ).lines

  @Test func `every key of the keymap can be read back from its name`() {
    for binding in Keymap.bindings {
      #expect(binding.keys.map(\.name).joined(separator: " ") == binding.names)
      #expect(!binding.keys.isEmpty && !binding.modes.isEmpty && !binding.help.isEmpty)
    }
  }

  @Test(
    arguments: [
      ("Down", .down), ("up", .up), ("Left", .left), ("RIGHT", .right), ("PgDn", .pageDown),
      ("PageDown", .pageDown), ("pageup", .pageUp), ("home", .home), ("Esc", .escape),
      ("Escape", .escape), ("enter", .enter), ("Return", .enter), ("tab", .tab),
      ("space", .character(" ")),
      ("Delete", .delete), ("f5", .function(5)), ("Ctrl-X", .control("x")), ("F", .character("F")),
      ("↓", .down),
      ("shift-tab", .backTab), ("Alt-x", .alt("x")), ("Nope", nil), ("F0", nil), ("ctrl-", nil),
    ] as [(String, Key?)]
  )
  func `keys are read as hands write them`(name: String, key: Key?) {
    #expect(Key(name: name) == key)
  }

  @Test func `the sentence that names what can be written is right`() {
    let words = Key.forms.split(separator: ", ").flatMap { $0.split(separator: " or ") }
    let keys = words.dropFirst().map { $0 == "F1 to F12" ? "F12" : $0 }.map { Key(name: $0) }
    #expect(words.count == 21 && !keys.contains(nil))
  }

  @Test(arguments: Mode.allCases)
  func `no two bindings of a mode share a key`(mode: Mode) {
    let keys = Keymap.bindings.filter { $0.modes.contains(mode) }.flatMap(\.keys).map(\.name)
    #expect(keys.sorted() == Set(keys).sorted())
  }

  @Test(arguments: Mode.allCases)
  func `dispatch does what the keymap says`(mode: Mode) {
    for binding in Keymap.bindings {
      for key in binding.keys where binding.modes.contains(mode) {
        #expect(KeyTable.standard.action(for: key, in: mode) == binding.action)
      }
    }
  }

  @Test func `the help names every key and fits into 80 columns`() {
    let help = Self.help
    let lines = help.map { $0.map(\.text).joined() }
    for binding in Keymap.bindings {
      let line = lines.first {
        $0.contains(" " + binding.names + " ") && $0.hasSuffix(binding.help)
      }
      #expect(line != nil, "\(binding.names): \(binding.help)")
    }
    #expect(help.filter { $0.width > 78 }.map { $0.map(\.text).joined() } == [])
  }

  @Test func `a key that does nothing says where to look`() {
    var story = Story()
    story.learn(.sample(1))
    story.press("P")
    #expect(story.notice == "P does nothing here; ? lists what keys do.")
    #expect(story.wishes == [])
  }

  @Test(arguments: Mode.allCases)
  func `every mode has a way out in its footer`(mode: Mode) {
    let shown = FooterView.fitting(KeyTable.standard.hints(in: mode), width: 38).map(\.action)
    #expect(shown.contains(mode == .table || mode == .detail ? .quit : .back) || mode == .help)
  }

  @Test(arguments: [
    (
      100,
      "n New  N Many  Enter Details  / Filter  s Sort  x Cancel  r Retry  : Commands  ? Help  q Quit"
    ),
    (80, "n New  Enter Details  / Filter  s Sort  x Cancel  r Retry  ? Help  q Quit"),
    (40, "n New  Enter Details  ? Help  q Quit"),
    (26, "n New  ? Help  q Quit"),
  ])
  func `hints leave as a whole, the least important first`(columns: Int, expected: String) {
    let hints = FooterView.fitting(KeyTable.standard.hints(in: .table), width: columns - 2)
    #expect(
      hints.map { "\($0.keys[0].name) \($0.hint?.title ?? "")" }.joined(separator: "  ")
        == expected
    )
  }

  @Test func `Esc closes one layer at a time and never quits`() {
    var story = Story()
    story.learn(.sample(1))
    story.press("/")
    story.type("demo")
    story.press("Enter", "Enter", "s", "?")
    var modes: [Mode] = []
    for _ in 0..<6 {
      modes.append(story.state.mode)
      story.press("Esc")
    }
    #expect(modes == [.help, .sort, .detail, .table, .table, .table])
    #expect(story.state.table.filter.isEmpty)
    #expect(story.wishes == [])
  }

  @Test func `q closes what is open, else quits`() {
    var story = Story()
    story.learn(.sample(1))
    story.press("Enter", "?", "q", "q")
    #expect(story.wishes == [])
    story.press("q")
    #expect(story.wishes == [.quit])
  }

  @Test(
    arguments: [("ctrl-c", .quit), ("ctrl-z", .suspend), ("ctrl-l", .redraw)]
      as [(String, DashboardEffect)]
  )
  func `the keys of a terminal work everywhere`(key: String, wish: DashboardEffect) {
    for opening in ["Esc", "/", ":", "N", "s", "?", "C"] {
      var story = Story()
      story.press(opening, key)
      #expect(story.wishes == [wish])
    }
  }

  @Test func `the help scrolls to its end and no further`() {
    var story = Story(80, 20)
    story.press("?", "G", "↓", "PgDn")
    let count = Self.help.count
    #expect(story.line(with: "wheel") != nil)
    #expect(story.line(with: "\(count) of \(count)") != nil)
    story.press("↑")
    #expect(story.line(with: ":quit") == nil)
  }

  @Test(
    arguments: [
      ([.list], []), ([.create], ["New", "Many"]), ([.cancel], ["Cancel"]),
      ([.cancel, .retry, .create], ["New", "Many", "Cancel"]),
    ] as [(Set<JobOperation>, [String])]
  )
  func `the footer offers what the selected row's server does`(
    operations: Set<JobOperation>,
    offers: [String]
  ) {
    var story = Story(200, servers: [.sample(operations: operations), .sample("render")])
    story.learn(.sample(1))
    let footer = story.lines.last ?? ""
    let found = ["New", "Many", "Cancel", "Retry"].filter { footer.contains(" \($0)") }
    #expect(found == offers)
  }

  @Test(
    arguments: [
      (.running, ["Cancel"]), (.pending, ["Cancel"]), (.submitting, []), (.failed, ["Retry"]),
      (.cancelled, ["Retry"]), (.completed, []),
    ] as [(JobState, [String])]
  )
  func `the footer offers what can be done to the row under the cursor`(
    state: JobState,
    offers: [String]
  ) {
    var story = Story(200, servers: [.sample(operations: [.cancel, .retry])])
    story.learn(.sample(1, state: state))
    let footer = story.lines.last ?? ""
    #expect(["Cancel", "Retry"].filter { footer.contains(" \($0)") } == offers)
    // Of marked rows the plan tells which can be asked.
    story.press("Space")
    let marked = story.lines.last ?? ""
    #expect(["Cancel", "Retry"].filter { marked.contains(" \($0)") } == ["Cancel", "Retry"])
  }

  @Test func `what was created from here can be created again where there is no retry`() {
    var story = Story(200, servers: [.sample(operations: [.create])])
    var job = Job.sample(1, state: .failed)
    job.draft = Draft()
    story.learn(job)
    #expect(story.lines.last?.contains(" Retry") == true)
  }
}
