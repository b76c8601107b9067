import JobModel
import Screen

// Views that are kept under digits.
extension DashboardState {
  /// Shows the view of a digit, or says how to keep one there; `0` shows everything again.
  mutating func showView(of key: Key?, at now: Timestamp) {
    guard case .character(let character)? = key, let digit = character.wholeNumberValue else {
      return
    }
    guard digit > 0 else { return show(DashboardState.plainView) }
    guard let view = views[digit] else {
      let advice = "No view \(digit) yet. :view \(digit) NAME keeps filter, order and columns."
      notice = .news(advice, at: now)
      return
    }
    show(view)
  }

  /// Keeps what is shown now, or drops what was kept: `:view DIGIT [NAME]`, `:view DIGIT -`.
  mutating func keepView(_ words: [String], at now: Timestamp) {
    guard let first = words.first else { return tellViews(at: now) }
    guard let digit = Int(first), (1...9).contains(digit) else {
      notice = .trouble("A view is kept under a digit, as in: view 1 failures", at: now)
      return
    }
    let name = Array(words.dropFirst()).meanings.joined(separator: " ")
    if name == "-" {
      views[digit] = nil
      notice = .news("View \(digit) is dropped.", at: now)
    } else if name.isEmpty, let kept = views[digit], kept != shownView(named: kept.name) {
      // Who types that may want to see it.
      let what = kept.name.isEmpty ? kept.filter.isEmpty ? "everything" : kept.filter : kept.name
      notice = .trouble(
        "View \(digit) is \(what): the key \(digit) shows it, :view \(digit) NAME keeps this in its "
          + "place.",
        at: now
      )
    } else {
      views[digit] = shownView(named: name)
      notice = .news("Kept as view \(digit): the key \(digit) shows it again.", at: now)
    }
  }

  /// The kept view that is shown now, with its digit.
  var activeView: (digit: Int, view: SavedView)? {
    views.sorted { $0.key < $1.key }
      .first { $0.value == shownView(named: $0.value.name) }
      .map { (digit: $0.key, view: $0.value) }
  }

  private static let plainView = SavedView(
    name: "",
    filter: "",
    sorting: .initial,
    hidden: ColumnSet(rawValue: 0)
  )

  private func shownView(named name: String) -> SavedView {
    SavedView(
      name: name,
      filter: table.filter.text,
      sorting: table.sorting,
      hidden: columnChoice.hidden
    )
  }

  private mutating func show(_ view: SavedView) {
    table.show((try? Filter(view.filter)) ?? .none)
    if table.sorting != view.sorting { table.sort(by: view.sorting) }
    columnChoice.hidden = view.hidden
    table.measures.beginView()
  }

  private mutating func tellViews(at now: Timestamp) {
    guard !views.isEmpty else {
      notice = .news("No view is kept yet: :view 1 NAME keeps what is shown now.", at: now)
      return
    }
    let names = views.sorted { $0.key < $1.key }.map { digit, view in
      let name = view.name.isEmpty ? view.filter : view.name
      return "\(digit) " + (name.isEmpty ? "everything" : name)
    }
    notice = .news("Views: " + names.joined(separator: ", "), at: now)
  }
}

// What the next dashboard begins with.
extension DashboardState {
  /// Begins as the last one was left; text that makes no sense changes nothing.
  package mutating func begin(with text: String) {
    guard let json = try? JSON(parsing: text) else { return }
    let preferences = Preferences(json)
    views = preferences.views
    columnChoice = preferences.columns
    for text in preferences.alerts {
      if let rule = AlertRule(line: text) { alerts.add(rule) }
    }
    table.sort(by: preferences.sorting)
    typedLines = preferences.typedLines.mapValues { TypedLines($0) }
    remembered = self.preferences
  }

  private var preferences: Preferences {
    var preferences = Preferences()
    preferences.sorting = table.sorting
    preferences.columns = columnChoice
    preferences.views = views
    preferences.alerts = alerts.typed.map(\.line)
    preferences.typedLines = typedLines.mapValues(\.harmless).filter { !$0.value.isEmpty }
    return preferences
  }

  /// Has kept what the user changed.
  mutating func remembering(after event: DashboardEvent) -> [DashboardEffect] {
    switch event {
    case .key, .mouse: break
    default: return []
    }
    let preferences = preferences
    guard preferences != remembered else { return [] }
    remembered = preferences
    return [.remember(preferences.json.description)]
  }
}

// Which columns there are.
extension DashboardState {
  /// The columns of the table as it stands.
  var columns: ColumnLayout {
    ColumnLayout(width: layout.tableWidth, measures: table.measures, choice: columnChoice)
  }

  mutating func openColumnMenu() {
    overlays.append(.columnMenu(marked: 0))
  }

  /// Shows the marked column or hides it.
  mutating func toggleColumn(at now: Timestamp) {
    guard case .columnMenu(let marked)? = overlays.last else { return }
    if columnChoice.isFixed(marked) {
      let title = JobColumn.all[marked].title
      notice = .news("\(title) stays: without it a row does not say how its job stands.", at: now)
    }
    columnChoice.toggle(marked)
  }

  /// Moves the table under the window by a column, as long as there is something to come.
  mutating func scrollColumns(by step: Int) {
    let columns = columns
    columnChoice.scrolled = min(columnChoice.scrolled, columns.scrolled)
    if step < 0 {
      columnChoice.scrolled = max(0, columnChoice.scrolled - 1)
    } else if columns.hasMore {
      columnChoice.scrolled += 1
    }
  }
}
