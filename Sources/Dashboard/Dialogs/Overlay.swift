import JobModel

/// Something that lies over the table and has the keyboard until it is closed.
enum Overlay: Sendable {
  case filter(TextInput)
  case command(TextInput)
  /// How many jobs to start on a server, and why what was entered last is no such number.
  case count(TextInput, server: String, problem: String? = nil)
  case form(CreateForm)
  case bulk(BulkPlan)
  /// What to copy.
  case copy
  case export(ExportDialog)
  /// The place of the marked column in `JobColumn.all`.
  case sortMenu(marked: Int)
  /// The first visible line.
  case help(firstLine: Int)
  /// Actions count down that quitting would drop; their clocks stand still since then.
  case quit(since: Timestamp)

  var mode: Mode {
    switch self {
    case .filter: .filter
    case .command: .command
    case .count: .count
    case .form: .form
    case .bulk: .bulk
    case .copy: .copy
    case .export: .export
    case .sortMenu: .sort
    case .help: .help
    case .quit: .quit
    }
  }
}
