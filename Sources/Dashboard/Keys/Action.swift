import JobModel

/// What a key can do.
enum Action: Hashable, Sendable {
  case newJob, manyJobs, cancel, retry, undo, sendNow
  case freeze
  /// The selected row's server is asked more or less often; a recording is played faster or slower.
  case faster, slower
  /// A step through what was.
  case travel(Journey)
  case mark, markRange, markAll, unmark
  case copyMenu, export, showNews
  case copy(CopyPart)
  case openDetail, focusDetail, previousJob, nextJob
  case openLog, openResult, downloadResult
  case search, nextMatch, previousMatch
  case groupFailures
  case filter, onlyServer, sortMenu, invertSort, previousSort, nextSort, worstFirst
  case columnMenu, toggleColumn, scrollLeft, scrollRight
  /// What was kept under the digit that was pressed.
  case showView
  case commands, help, searchHelp
  /// Closes exactly one layer.
  case back
  /// Closes what is open, else ends the program.
  case quit
  case exit, sendAndExit
  case suspend, redraw
  /// What was typed into the prompt before, and after that.
  case previousLine, nextLine
  case accept, complete, nextField, previousField, nextChoice, previousChoice
  case move(Movement)

  /// What it is about, and what must be there for it to make sense.
  var subject: Subject {
    switch self {
    case .cancel, .retry, .undo, .sendNow, .mark, .markRange, .openDetail, .focusDetail,
      .copyMenu, .copy, .previousJob, .nextJob, .move, .search, .nextMatch, .previousMatch,
      .openLog, .openResult, .downloadResult:
      .row
    case .groupFailures, .filter, .onlyServer, .sortMenu, .invertSort, .previousSort, .nextSort,
      .worstFirst,
      .markAll, .unmark, .freeze, .travel, .columnMenu, .toggleColumn, .scrollLeft, .scrollRight,
      .showView,
      .export, .showNews:
      .table
    case .newJob, .manyJobs, .faster, .slower: .server
    case .commands, .help, .searchHelp, .back, .quit, .exit, .sendAndExit, .suspend, .redraw,
      .accept, .previousLine, .nextLine,
      .complete, .nextField, .previousField, .nextChoice, .previousChoice:
      .nothing
    }
  }

  /// Whether it asks a server to change something; read-only screens have no such keys.
  var changesJobs: Bool {
    operation != nil || self == .undo || self == .sendNow || self == .sendAndExit
  }

  /// Whether it is about jobs as they stand now; there is nothing to do about how they were.
  var isForNow: Bool { changesJobs || self == .manyJobs || self == .newJob }

  /// Whether a server is asked for it, which there is none of behind a recording.
  var asksServers: Bool {
    isForNow || [.openLog, .downloadResult].contains(self)
  }

  /// What a server must offer for it to make sense.
  var operation: JobOperation? {
    switch self {
    case .newJob, .manyJobs: .create
    case .cancel: .cancel
    case .retry: .retry
    case .undo, .sendNow, .faster, .slower, .freeze, .travel, .mark, .markRange, .markAll, .unmark,
      .copyMenu, .export, .copy, .showNews,
      .openDetail, .focusDetail, .previousJob, .nextJob, .groupFailures, .openLog, .openResult,
      .downloadResult, .search, .nextMatch, .previousMatch, .filter, .onlyServer, .columnMenu,
      .toggleColumn,
      .scrollLeft, .scrollRight, .showView, .sortMenu, .invertSort, .previousSort, .nextSort,
      .worstFirst,
      .commands, .help, .searchHelp, .back, .quit, .exit, .sendAndExit,
      .suspend, .redraw, .accept, .previousLine, .nextLine, .complete, .nextField, .previousField,
      .nextChoice, .previousChoice, .move:
      nil
    }
  }

  enum Subject: Hashable, Sendable {
    /// The job under the cursor, which then no longer floats at the top.
    case row
    case table, server, nothing
  }
}

/// Where to go in a list.
enum Movement: Hashable, Sendable {
  case up, down, pageUp, pageDown, halfPageUp, halfPageDown, first, last

  /// The place after a step in a list of `count` places of which `page` are visible.
  func moved(from place: Int, count: Int, page: Int) -> Int {
    let target =
      switch self {
      case .up: place - 1
      case .down: place + 1
      case .pageUp: place - max(1, page - 1)
      case .pageDown: place + max(1, page - 1)
      case .halfPageUp: place - max(1, page / 2)
      case .halfPageDown: place + max(1, page / 2)
      case .first: 0
      case .last: count - 1
      }
    return max(0, min(target, count - 1))
  }
}
