import JobModel
import Screen

/// What the help says, before it is known where it stands.
struct HelpText {
  let state: DashboardState

  /// The lines that are looked for; where there is no room beside a name, what it means stands below
  /// it, and where there is room for two lines, two stand side by side.
  func lines(with text: String, _ region: Region) -> [[Span]] {
    let words = text.lowercased().split(separator: " ")
    let lines = (entries + Self.owned(state.ownCommands))
      .filter { entry in words.allSatisfy { entry.has($0) } }
      .flatMap { $0.lines(width: region.width - 2) }
    let isWide = region.width >= 2 * Self.width && lines.count > region.height
    return isWide ? Self.sideBySide(lines) : lines
  }

  /// As in a newspaper; the second column begins where a section does.
  private static func sideBySide(_ lines: [[Span]]) -> [[Span]] {
    let middle = (lines.count + 1) / 2
    let end = lines[..<middle].lastIndex(of: []) ?? middle
    let (left, right) = (lines[..<end], lines[end...].drop { $0.isEmpty })
    return (0..<max(left.count, right.count)).map { row in
      let first = left.dropFirst(row).first ?? []
      guard let second = right.dropFirst(row).first else { return first }
      let gap = String(repeating: " ", count: max(1, width - first.width))
      return first + [Span(gap)] + second
    }
  }

  /// Few lines are longer.
  private static let width = 80

  private enum Entry {
    case heading(String), blank
    case line(String, Role, String)

    /// Whether a word is in it; what separates has none.
    func has(_ word: Substring) -> Bool {
      guard case .line(let name, _, let about) = self else { return false }
      return (name + " " + about).lowercased().contains(word)
    }

    func lines(width: Int) -> [[Span]] {
      switch self {
      case .heading(let text): [[Span(text, .frameTitle)]]
      case .blank: [[]]
      case .line(let name, let role, let about) where width < 78:
        [[Span("  " + name, role)]]
          + TextWrap.lines(of: about, width: width - 4).map { [Span("    " + $0)] }
      // What is too long for its column has a line of its own.
      case .line(let name, let role, let about) where TextWidth.columns(of: name) > 22:
        [[Span("  " + name, role)], [Span(String(repeating: " ", count: 25) + about)]]
      case .line(let name, let role, let about):
        [[Span("  " + TextWidth.padded(name, to: 23), role), Span(about)]]
      }
    }
  }

  private var entries: [Entry] {
    let dialogs = Mode.allCases.filter { ![Mode].jobs.contains($0) }
    let words = [Self.filters, Self.states, Self.columns, Self.details, Self.commands]
    let sections = [Mode].jobs.map { keys(of: $0) } + words + dialogs.map { keys(of: $0) }
    return Array((sections + [Self.mouse]).joined())
  }

  /// A key that does the same in the table is not told again for the details.
  private func keys(of mode: Mode) -> [Entry] {
    let bindings = state.keys.bindings.filter { binding in
      !binding.keys.isEmpty && binding.modes.contains(mode)
        && !(state.isReadOnly && binding.action.changesJobs)
        && !(mode != .table && binding.modes.contains(.table))
    }
    guard !bindings.isEmpty else { return [] }
    let lines = bindings.map { Entry.line($0.names, .hintKey, $0.help) }
    return [.heading(mode.title)] + lines + [.blank]
  }

  /// What the user has added.
  private static func owned(_ commands: [OwnCommand]) -> [Entry] {
    guard !commands.isEmpty else { return [] }
    return [.blank, .heading("Commands of your own")]
      + commands.map { .line($0.line.names, .hintKey, $0.line.about) }
  }

  private static var mouse: [Entry] {
    let forms = [
      ("click a row", "Select it; again: its details"),
      ("click a server", "Only its jobs; again: those of all"),
      ("click a title", "Sort by it; again: the other way round"),
      ("click a hint", "Do what it says"), ("wheel", "Scroll what is under it"),
    ]
    return [.heading("Mouse (with --mouse)")] + forms.map { .line($0.0, .strong, $0.1) }
  }

  private static var filters: [Entry] {
    let forms = [
      ("word  \"two words\"", "Occurs in any text, whatever its case"),
      ("/regex/", "A regular expression"),
      ("!…  … or …  (…)", "Not; one or the other; first of all"),
      ("field:a,b", "One of two occurs in that"), ("field=a  field:a*", "It is a; it is like a*"),
    ]
    return [.heading("Filters")] + forms.map { .line($0.0, .strong, $0.1) }
      + FilterField.all.map { .line($0.beginning, .strong, $0.about) } + [.blank]
  }

  private static var states: [Entry] {
    let lines = JobState.allCases.map { state in
      Entry.line(state.glyph + " " + state.rawValue, state.role, state.about)
    }
    return [.heading("States")] + lines + [.blank]
  }

  private static var columns: [Entry] {
    [.heading("Columns")] + JobColumn.all.map { .line($0.title, .strong, $0.about) } + [.blank]
  }

  /// What stands in the details beside words and times.
  private static var details: [Entry] {
    let forms = [
      ("seen by poll", "Only seen, not dated by the server: then or before"),
      ("~27s", "About so long: begins or ends where it was only seen"),
      ("≥27s", "At least so long: nothing was heard of it since"),
    ]
    return [.heading("In the details")] + forms.map { .line($0.0, .strong, $0.1) } + [.blank]
  }

  private static var commands: [Entry] {
    [.heading("Commands")]
      + Command.all.map { .line(":\($0.name) \($0.arguments)", .strong, $0.about) } + [.blank]
  }
}
