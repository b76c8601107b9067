import JobModel

/// Something that lies over the table and has the keyboard until it is closed.
enum Overlay: Sendable {
  case filter(TextInput)
  case command(TextInput)
  case form(CreateForm)
  case bulk(BulkPlan)
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
    case .form: .form
    case .bulk: .bulk
    case .sortMenu: .sort
    case .help: .help
    case .quit: .quit
    }
  }

  var form: CreateForm? {
    if case .form(let form) = self { form } else { nil }
  }
}
