/// What has the keyboard.
enum Mode: CaseIterable, Hashable, Sendable {
  case table, detail, filter, command, count, form, bulk, copy, export, sort, help, news, quit

  /// The heading of its keys in the help.
  var title: String {
    switch self {
    case .table: "Table"
    case .detail: "Details"
    case .filter: "Filter"
    case .command: "Command line"
    case .count: "How many"
    case .form: "Form"
    case .bulk: "Several jobs"
    case .copy: "Copying"
    case .export: "Writing a file"
    case .sort: "Sort menu"
    case .help: "Help"
    case .news: "While you were away"
    case .quit: "Before quitting"
    }
  }
}

extension [Mode] {
  static let jobs: [Mode] = [.table, .detail]
  static let prompts: [Mode] = [.filter, .command, .count]
  static let lists: [Mode] = [.table, .detail, .help, .sort]
}
