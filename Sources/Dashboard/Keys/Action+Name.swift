extension Action {
  /// The name by which the configuration gives it other keys; nothing where it has none.
  var name: String? {
    switch self {
    case .newJob: "new"
    case .manyJobs: "many"
    case .cancel: "cancel"
    case .retry: "retry"
    case .undo: "undo"
    case .sendNow: "send-now"
    case .freeze: "freeze"
    case .faster: "faster"
    case .slower: "slower"
    case .travel(.changeBack): "back"
    case .travel(.changeForward): "forward"
    case .travel(.minuteBack): "minute-back"
    case .travel(.minuteForward): "minute-forward"
    case .mark: "mark"
    case .markRange: "mark-range"
    case .markAll: "mark-all"
    case .unmark: "unmark"
    case .openDetail: "details"
    case .focusDetail: "focus-details"
    case .copyMenu: "copy"
    case .export: "export"
    case .openLog: "log"
    case .openResult: "open-result"
    case .downloadResult: "save-result"
    case .groupFailures: "errors"
    case .filter: "filter"
    case .onlyServer: "server"
    case .sortMenu: "sort"
    case .invertSort: "invert-sort"
    case .previousSort: "sort-left"
    case .nextSort: "sort-right"
    case .worstFirst: "worst-first"
    case .columnMenu: "columns"
    case .scrollLeft: "scroll-left"
    case .scrollRight: "scroll-right"
    case .commands: "commands"
    case .help: "help"
    case .quit: "quit"
    case .move(.up): "up"
    case .move(.down): "down"
    case .move(.pageUp): "page-up"
    case .move(.pageDown): "page-down"
    case .move(.halfPageUp): "half-page-up"
    case .move(.halfPageDown): "half-page-down"
    case .move(.first): "top"
    case .move(.last): "bottom"
    case .travel(.now), .copy, .showNews, .search, .nextMatch, .previousMatch, .previousJob,
      .nextJob, .toggleColumn,
      .showView, .searchHelp, .back,
      .exit, .sendAndExit, .suspend, .redraw, .accept, .previousLine, .nextLine, .complete,
      .nextField, .previousField,
      .nextChoice, .previousChoice:
      nil
    }
  }
}
