/// What has the keyboard.
enum Mode: CaseIterable, Hashable, Sendable {
  case table, detail, found, filter, search, command, form, bulk, copy, export, sort, columns, help,
    helpSearch, news, quit

  /// The heading of its keys in the help.
  var title: String {
    switch self {
    case .table: "Table"
    case .detail: "Details"
    case .found: "Details, while something is looked for"
    case .filter: "Filter"
    case .search: "Search in the details"
    case .command: "Command line"
    case .form: "Form"
    case .bulk: "Several jobs"
    case .copy: "Copying"
    case .export: "Writing a file"
    case .sort: "Sort menu"
    case .columns: "Column menu"
    case .help: "Help"
    case .helpSearch: "Searching the help"
    case .news: "While you were away"
    case .quit: "Before quitting"
    }
  }
}

extension [Mode] {
  static let jobs: [Mode] = [.table, .detail, .found]
  static let prompts: [Mode] = [.filter, .search, .command]
  static let lists: [Mode] = [.table, .detail, .found, .help, .sort, .columns]
}
