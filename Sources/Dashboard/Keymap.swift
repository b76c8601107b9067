import Screen

/// Every key, one line each: dispatch, footer and help all read this table.
enum Keymap {
  /// In the order of the footer and of the help.
  static let bindings: [Binding] = [
    // Jobs.
    Binding("n", .newJob, in: .jobs, "Start a job on the selected row's server", "New", 100),
    Binding("N", .manyJobs, in: .jobs, "Start many jobs at once", "Many", 30),
    Binding("Enter", .openDetail, in: [.table], "Open or close the details", "Details", 60),
    Binding("Enter", .openDetail, in: [.detail], "Close the details", "Close", 60),
    Binding("← [", .previousJob, in: [.detail], "Details of the job above", "Previous", 34),
    Binding("→ ]", .nextJob, in: [.detail], "Details of the job below", "Next", 35),
    Binding("/ \\ F3 F4", .filter, in: .jobs, "Show rows that contain what is typed", "Filter", 55),
    Binding("s F6", .sortMenu, in: .jobs, "Choose the column to sort by", "Sort", 50),
    Binding("I", .invertSort, in: .jobs + [.sort], "Sort the other way round"),
    Binding("<", .previousSort, in: .jobs, "Sort by the column on the left"),
    Binding(">", .nextSort, in: .jobs, "Sort by the column on the right"),
    Binding("x F9", .cancel, in: .jobs, "Cancel the job; 5 s to think again", "Cancel", 45),
    Binding("r", .retry, in: .jobs, "Run a job that has ended again", "Retry", 40),
    Binding("u", .undo, in: .jobs, "Take back what counts down: here, or asked for last"),
    Binding("!", .sendNow, in: .jobs, "Send now what counts down: here, or asked for last"),
    Binding("Space", .mark, in: .jobs, "Mark the row or not: x and r then act on all marked"),
    Binding("v", .markRange, in: .jobs, "Begin or end marking up to the cursor"),
    Binding("*", .markAll, in: .jobs, "Mark every row that is shown, or none of them"),
    Binding("U", .unmark, in: .jobs, "Take away all marks"),
    Binding("y", .copyMenu, in: .jobs, "Copy id, URL or JSON of the row, or of all marked"),
    Binding("ctrl-s", .export, in: .jobs, "Write rows or screen to a file"),
    Binding("p Z", .freeze, in: .jobs, "Let the screen stand still, or go on"),
    Binding("Tab", .focusDetail, in: .jobs, "Between table and details"),
    Binding(": ctrl-k", .commands, in: .jobs, "Command line: track, forget, …", "Commands", 38),
    // Moving.
    Binding("↑ k", .move(.up), in: .lists, "Up"),
    Binding("↓ j", .move(.down), in: .lists, "Down"),
    Binding("PgUp ctrl-b", .move(.pageUp), in: .lists, "A page up"),
    Binding("PgDn ctrl-f", .move(.pageDown), in: .lists, "A page down"),
    Binding("ctrl-u", .move(.halfPageUp), in: .lists, "Half a page up"),
    Binding("ctrl-d", .move(.halfPageDown), in: .lists, "Half a page down"),
    Binding("g Home", .move(.first), in: .lists, "To the top"),
    Binding("G End", .move(.last), in: .lists, "To the bottom"),
    Binding("↑", .move(.up), in: [.filter], "Up, while typing"),
    Binding("↓", .move(.down), in: [.filter], "Down, while typing"),
    // Prompts and dialogs.
    Binding("Enter", .accept, in: [.filter], "Keep the filter", "Keep", 90),
    Binding("Enter", .accept, in: [.command], "Run the command", "Run", 90),
    Binding("Tab", .complete, in: [.filter, .command], "Complete the word", "Complete", 60),
    Binding("Enter", .accept, in: [.count], "Start that many", "Start", 90),
    Binding("Enter", .accept, in: [.form], "Create the job", "Create", 100),
    Binding("Tab ↓", .nextField, in: [.form], "The next field", "Next field", 60),
    Binding("Shift-Tab ↑", .previousField, in: [.form], "The field before"),
    Binding("→", .nextChoice, in: [.form], "The next choice; in a text, right"),
    Binding("←", .previousChoice, in: [.form], "The choice before; in a text, left"),
    Binding("Enter", .accept, in: [.sort], "Sort by that column", "Choose", 90),
    Binding("Enter", .accept, in: [.bulk], "Let it count down in every row", "Go on", 90),
    Binding("i", .copy(.id), in: [.copy], "The id", "Id", 80),
    Binding("u", .copy(.url), in: [.copy], "The URL of its result, else its own", "URL", 79),
    Binding("j", .copy(.json), in: [.copy], "All that is known, as JSON", "JSON", 78),
    Binding("Enter", .accept, in: [.export], "Write the file", "Write", 90),
    Binding("↓ Tab", .nextChoice, in: [.export], "The next format", "Format", 60),
    Binding("↑ Shift-Tab", .previousChoice, in: [.export], "The format before"),
    Binding("Enter", .showNews, in: [.news], "Show only what ended meanwhile", "Show", 90),
    Binding("Esc", .back, in: [.news], "Close the news", "Close", 95),
    Binding("!", .sendAndExit, in: [.quit], "Send what is not sent yet, and quit", "Send", 90),
    Binding("q F10", .exit, in: [.quit], "Quit without sending it", "Quit", 95),
    Binding("Esc", .back, in: [.filter], "Clear the filter", "Clear", 95),
    Binding(
      "Esc",
      .back,
      in: [.command, .count, .form, .sort, .help, .bulk, .copy, .export],
      "Close",
      "Close",
      95
    ),
    Binding("Esc", .back, in: [.quit], "Stay", "Stay", 100),
    Binding("q F10", .quit, in: [.sort, .help], "Close"),
    // Everywhere.
    Binding("? F1", .help, in: .jobs + [.sort], "This help", "Help", 90),
    Binding("F1", .help, in: .prompts + [.form, .bulk, .copy, .export, .quit], "Help", "Help", 40),
    Binding("Esc", .back, in: .jobs, "Close one thing; never quits"),
    Binding("q F10", .quit, in: .jobs, "Close what is open, else quit", "Quit", 95),
    Binding("ctrl-c", .exit, in: Mode.allCases, "Quit"),
    Binding("ctrl-z", .suspend, in: Mode.allCases, "Suspend; fg brings it back"),
    Binding("ctrl-l", .redraw, in: Mode.allCases, "Paint the screen anew"),
  ]

  static func action(for key: Key, in mode: Mode) -> Action? {
    actions[mode]?[key]
  }

  /// The bindings of one mode that its footer names.
  static func hints(in mode: Mode) -> [Binding] {
    bindings.filter { $0.hint != nil && $0.modes.contains(mode) }
  }

  private static let actions: [Mode: [Key: Action]] = Mode.allCases.reduce(into: [:]) {
    table,
    mode in
    for binding in bindings where binding.modes.contains(mode) {
      for key in binding.keys { table[mode, default: [:]][key] = binding.action }
    }
  }
}
