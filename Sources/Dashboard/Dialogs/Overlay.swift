import JobModel

/// Something that lies over the table and has the keyboard until it is closed.
enum Overlay: Sendable {
  case filter(TextInput)
  /// What is looked for in the details.
  case search(TextInput)
  case command(Palette)
  case form(CreateForm)
  case bulk(BulkPlan)
  /// What to copy.
  case copy(marked: CopyPart)
  case export(ExportDialog)
  /// The place of the marked column in `JobColumn.all`.
  case sortMenu(marked: Int)
  /// The place of the marked column in `JobColumn.all`.
  case columnMenu(marked: Int)
  case help(HelpPage)
  /// Actions count down that quitting would drop; their clocks stand still since then.
  case quit(since: Timestamp)

  var mode: Mode {
    switch self {
    case .filter: .filter
    case .search: .search
    case .command: .command
    case .form: .form
    case .bulk: .bulk
    case .copy: .copy
    case .export: .export
    case .sortMenu: .sort
    case .columnMenu: .columns
    case .help(let page): page.isTyping ? .helpSearch : .help
    case .quit: .quit
    }
  }

  /// Whether nothing of the table is to be seen below it.
  var hidesTable: Bool {
    if case .help = self { true } else { false }
  }

  /// The line that is typed into, and what takes it.
  var typed: (input: TextInput, taker: String)? {
    switch self {
    case .filter(let input): (input, "a filter")
    case .search(let input): (input, "a search")
    case .help(let page): page.isTyping ? (page.search, "a search") : nil
    case .command(let palette): (palette.input, "a command")
    case .form(let form): form.typed.map { ($0, "a field") }
    case .bulk(let plan): plan.needsNumber ? (plan.input, "a number") : nil
    case .export(let dialog): (dialog.input, "a name")
    case .copy, .sortMenu, .columnMenu, .quit: nil
    }
  }

  var form: CreateForm? {
    if case .form(let form) = self { form } else { nil }
  }

  /// The list of columns at the left of the table, where it is one.
  var menu: Menu? {
    switch self {
    case .sortMenu(let marked): Menu(kind: .sorting, marked: marked)
    case .columnMenu(let marked): Menu(kind: .columns, marked: marked)
    case .filter, .search, .command, .form, .bulk, .copy, .export, .help, .quit: nil
    }
  }

  /// A list of columns, and the place of the marked one in `JobColumn.all`.
  struct Menu: Hashable, Sendable {
    let kind: Kind
    let marked: Int

    enum Kind: Hashable, Sendable { case sorting, columns }
  }
}
