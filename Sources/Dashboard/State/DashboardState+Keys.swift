import JobModel
import Screen

extension DashboardState {
  /// A key that comes sooner after another job came under the cursor was meant for the one before.
  static let surprise: Duration = .milliseconds(700)
  /// How long rows keep their places after a key.
  static let holdTime: Duration = .seconds(3)

  mutating func press(_ key: Key, at now: Timestamp) -> [DashboardEffect] {
    holdOrder(at: now)
    if notice?.isRead(at: now) == true || replay?.isPaused == true { notice = nil }
    messages.markRead()
    if closeNews(with: key, at: now) || isHeldOver(key, at: now) { return [] }
    guard let action = keys.action(for: key, in: mode) else {
      if let own = ownCommand(for: key) { return run(own, at: now) }
      if mode == .table || mode == .detail { explain(key, at: now) }
      type(key, at: now)
      return []
    }
    return performAllowed(action, by: key, at: now)
  }

  /// Does what an action says, where that is allowed now.
  mutating func performAllowed(
    _ action: Action,
    by key: Key? = nil,
    at now: Timestamp
  ) -> [DashboardEffect] {
    guard !isReadOnly || !action.changesJobs, replay == nil || !action.asksServers else {
      refuseChange(at: now)
      return []
    }
    guard !isRewound || !action.isForNow else {
      refuseInThePast(at: now)
      return []
    }
    if action.changesJobs, let jumped = cursor.jumped,
      jumped.duration(to: now) < DashboardState.surprise
    {
      if action.subject == .row, marks.isEmpty {
        notice = .news("Another job has just come under the cursor; press again for it.", at: now)
        return []
      }
      if action.subject == .server, cursor.isElsewhere, let server = selected?.job.server {
        let what = "A job of \(server) has just come under the cursor"
        notice = .news("\(what); press again to start one there.", at: now)
        cursor.jumped = nil
        return []
      }
    }
    guard !lacksRow(for: action) else {
      let shown = "No row is shown: \(keys.name(of: .filter)) changes the filter."
      notice = .news(table.isEmpty ? "There is no job here." : shown, at: now)
      return []
    }
    if [.openLog, .openResult, .downloadResult].contains(action), let group = cursor.group {
      let jobs = ShortText.jobs(table.members(of: group).count)
      let key = keys.name(of: .openDetail)
      notice = .news("This line is \(jobs): \(key) shows them one by one.", at: now)
      return []
    }
    return perform(action, by: key, at: now)
  }

  /// Whether it is about the row under the cursor, and there is none.
  func lacksRow(for action: Action) -> Bool {
    guard table.shown.isEmpty else { return false }
    return [.mark, .markRange, .openLog, .openResult, .downloadResult].contains(action)
      || marks.isEmpty && [.cancel, .retry, .copyMenu].contains(action)
      || detail == nil && [.openDetail, .focusDetail].contains(action)
  }

  /// Rows keep their places while somebody does something.
  mutating func holdOrder(at now: Timestamp) {
    // Where the clock stands nothing moves.
    guard replay?.isPaused != true else { return }
    heldUntil = now.advanced(by: DashboardState.holdTime)
    table.hold()
  }

  mutating func refuseChange(at now: Timestamp) {
    let why = replay == nil ? "Read-only" : "This is a recording"
    notice = .news(why + ": jobs are looked at and left alone.", at: now)
  }

  /// Tells hands that know other programs where to look.
  private mutating func explain(_ key: Key, at now: Timestamp) {
    switch key {
    case .character, .control, .alt, .function:
      let help = keys.name(of: .help)
      notice = .news("\(key.name) does nothing here; \(help) lists what keys do.", at: now)
    case .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .escape, .tab,
      .backTab, .backspace, .delete, .insert:
      break
    case .paste, .longPaste:
      let filter = keys.name(of: .filter)
      notice = .news("What is pasted does nothing here; \(filter) takes a filter first.", at: now)
    }
  }

  /// Does what an action says; `key` is the one that was pressed for it, if one was.
  mutating func perform(
    _ action: Action,
    by key: Key? = nil,
    at now: Timestamp
  ) -> [DashboardEffect] {
    switch action {
    case .newJob: return isHeldDown(key, at: now) ? [] : startJob(at: now)
    case .manyJobs: startMany(at: now)
    case .cancel: ask(.cancel, at: now)
    case .retry: ask(.retry, at: now)
    case .showNews: break
    case .copyMenu: openCopyMenu(at: now)
    case .copy(let part): return copy(part, at: now)
    case .export: openExport(at: now)
    case .freeze where replay != nil: return togglePlaying(at: now)
    case .faster where replay != nil: return changeSpeed(by: 2, at: now)
    case .slower where replay != nil: return changeSpeed(by: 0.5, at: now)
    case .freeze: toggleFreeze(at: now)
    case .faster: return changePace(by: -1, at: now)
    case .slower: return changePace(by: 1, at: now)
    case .travel(let journey): travel(journey, at: now)
    case .move(.last) where isRewound && key == .end: returnToNow(at: now)
    case .mark: mark()
    case .markRange: markRange()
    case .markAll: markAll()
    case .unmark: marks.clear()
    case .undo: return undo(at: now)
    case .sendNow: return sendNow(at: now)
    case .openDetail: openOrExpand()
    case .groupFailures: toggleFailureGroups(at: now)
    case .openLog: toggleLog(at: now)
    case .openResult: return openResult(at: now)
    case .downloadResult: return downloadResult(at: now)
    case .focusDetail: focusDetail()
    case .previousJob: moveCursor(.up)
    case .nextJob: moveCursor(.down)
    case .search: open(.search(TextInput(detail?.search?.text ?? "")))
    case .nextMatch: stepSearch(by: 1, at: now)
    case .previousMatch: stepSearch(by: -1, at: now)
    case .filter: open(.filter(TextInput(filterToType)))
    case .onlyServer: toggleServer(at: now)
    case .sortMenu: overlays.append(.sortMenu(marked: table.sorting.column))
    case .columnMenu: openColumnMenu()
    case .toggleColumn: toggleColumn(at: now)
    case .scrollLeft: scrollColumns(by: -1)
    case .scrollRight: scrollColumns(by: 1)
    case .showView: showView(of: key, at: now)
    case .invertSort: invertSort()
    case .previousSort: sortByNeighbour(-1)
    case .nextSort: sortByNeighbour(1)
    case .worstFirst: sortWorstFirst(at: now)
    case .commands: open(.command(palette))
    case .help: overlays.append(.help(HelpPage()))
    case .searchHelp: searchHelp()
    case .back: goBack(at: now)
    case .quit: return closeOrQuit(at: now)
    case .exit: return exit(at: now)
    case .sendAndExit:
      leavesWhenSent = true
      return effects(of: actions.takeAll(at: now), at: now)
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .previousLine: recall(.back, at: now)
    case .nextLine: recall(.forward, at: now)
    case .accept: return accept(at: now)
    case .complete, .nextField, .previousField, .nextChoice, .previousChoice: edit(action)
    case .move(let movement): move(movement, at: now)
    }
    return []
  }

  /// Closes exactly one layer: what lies on top, then the details, then the filter.
  private mutating func goBack(at now: Timestamp) {
    if let top = overlays.popLast() {
      if case .filter = top { table.show(.none) }
      if case .search = top { detail?.search = nil }
      if case .help(let page) = top, page.isTyping || !page.search.text.isEmpty {
        overlays.append(.help(HelpPage()))
      }
      if case .quit(let since) = top {
        leavesWhenSent = false
        postponeUnsent(by: since.duration(to: now))
      }
    } else if mode == .found {
      detail?.search = nil
    } else if marks.isRange {
      marks.endRange(keeping: false)
    } else if isRewound {
      returnToNow(at: now)
    } else if detail != nil {
      leavePage()
    } else {
      table.show(.none)
    }
  }

  private mutating func closeOrQuit(at now: Timestamp) -> [DashboardEffect] {
    if overlays.popLast() != nil { return [] }
    guard detail == nil else {
      leavePage()
      return []
    }
    guard !isRewound else {
      returnToNow(at: now)
      return []
    }
    return exit(at: now)
  }

  /// Ends the program once everything has had its turn, where somebody waits for that.
  mutating func leaving() -> [DashboardEffect] {
    guard leavesWhenSent, actions.unsentCount == 0 else { return [] }
    return startAll() + [.quit]
  }

  /// Ends the program; with something unsent it asks first, once.
  private mutating func exit(at now: Timestamp) -> [DashboardEffect] {
    guard unsentCount > 0, overlays.last?.mode != .quit else { return [.quit] }
    overlays.append(.quit(since: now))
    return []
  }

  private mutating func focusDetail() {
    guard let pane = detail else {
      detail = DetailPane(isFocused: true)
      return
    }
    detail?.isFocused = !pane.isFocused
  }
}

// The help.
extension DashboardState {
  private mutating func searchHelp() {
    guard case .help(var page)? = overlays.popLast() else { return }
    page.isTyping = true
    overlays.append(.help(page))
  }
}

// Sorting.
extension DashboardState {
  private mutating func invertSort() {
    var sorting = table.sorting
    sorting.isDescending.toggle()
    table.sort(by: sorting)
  }

  private mutating func sortWorstFirst(at now: Timestamp) {
    if table.outlooks.isEmpty {
      let count = DurationOutlook.leastPeers
      let sentence = "What is late cannot be told yet: \(count) jobs of a kind must have ended."
      notice = .news(sentence, at: now)
    }
    table.sort(by: .worstFirst)
    // For its sake one asks.
    if detail == nil { moveCursor(.first) }
  }

  /// Sorts by the next column that is on the screen.
  private mutating func sortByNeighbour(_ step: Int) {
    let columns = columns.places.map(\.index)
    guard !columns.isEmpty else { return }
    let current = columns.firstIndex { $0 >= table.sorting.column } ?? 0
    let next = (current + step + columns.count) % columns.count
    table.sort(by: Sorting(column: columns[next]))
  }
}
