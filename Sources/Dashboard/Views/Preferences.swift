import JobModel

/// How the user left the dashboard: what the next one begins with.
///
/// The filter is not among it: a table that begins with hidden rows would lie.
struct Preferences: Hashable, Sendable {
  var sorting = Sorting.initial
  var columns = ColumnChoice()
  /// By the digit that shows them.
  var views: [Int: SavedView] = [:]
  /// The filters of what rings the bell.
  var alerts: [String] = []
  /// What was typed into the prompts, the oldest first.
  var typedLines: [Mode: [String]] = [:]

  init() {}

  /// Reads what `json` writes; whatever makes no sense is as it would be without.
  init(_ json: JSON) {
    sorting = Sorting(json) ?? .initial
    columns = ColumnChoice(
      hidden: ColumnSet(json["hidden"]),
      scrolled: max(0, json["scrolled"]?.integer ?? 0)
    )
    if case .array(let texts)? = json["notify"] { alerts = texts.compactMap(\.string) }
    for (prompt, name) in Preferences.prompts {
      guard case .array(let lines)? = json["typed"]?[name] else { continue }
      typedLines[prompt] = lines.compactMap(\.string)
    }
    guard case .object(let members)? = json["views"] else { return }
    for member in members {
      guard let digit = Int(member.name), (1...9).contains(digit) else { continue }
      views[digit] = SavedView(member.value)
    }
  }

  var json: JSON {
    let views = views.sorted { $0.key < $1.key }
      .map { JSON.Member(String($0.key), $0.value.json) }
    return .object(
      sorting.members + [
        JSON.Member("hidden", columns.hidden.json),
        JSON.Member("scrolled", .number(String(columns.scrolled))),
        JSON.Member("views", .object(views)),
        JSON.Member("notify", .array(alerts.map { .string($0) })),
        JSON.Member("typed", .object(typed)),
      ]
    )
  }

  private var typed: [JSON.Member] {
    Preferences.prompts.compactMap { prompt, name in
      typedLines[prompt].map { JSON.Member(name, .array($0.map { .string($0) })) }
    }
  }

  private static let prompts: [(Mode, String)] = [
    (.filter, "filter"), (.search, "search"), (.command, "command"),
  ]
}
