import JobModel

/// A way of looking at the table that was kept under a digit: which rows, in which order, with
/// which columns.
struct SavedView: Hashable, Sendable {
  var name: String
  /// The filter as it was typed.
  var filter: String
  var sorting: Sorting
  var hidden: ColumnSet
}

extension SavedView {
  /// Reads what `json` writes; columns that are no longer there are left out.
  init?(_ json: JSON) {
    guard let filter = json["filter"]?.string else { return nil }
    name = json["name"]?.string ?? ""
    self.filter = filter
    sorting = Sorting(json) ?? .initial
    hidden = ColumnSet(json["hidden"])
  }

  var json: JSON {
    .object(
      [JSON.Member("name", .string(name)), JSON.Member("filter", .string(filter))]
        + sorting.members + [JSON.Member("hidden", hidden.json)]
    )
  }
}

extension Sorting {
  /// Reads what `members` write; nothing where there is no such column.
  init?(_ json: JSON) {
    let title = json["sort"]?.string
    guard let column = JobColumn.all.firstIndex(where: { $0.title == title }) else { return nil }
    self.init(column: column)
    isDescending = json["descending"]?.boolean ?? isDescending
  }

  var members: [JSON.Member] {
    [
      JSON.Member("sort", .string(JobColumn.all[column].title)),
      JSON.Member("descending", .boolean(isDescending)),
    ]
  }
}

extension ColumnSet {
  /// Reads what `json` writes.
  init(_ json: JSON?) {
    guard case .array(let titles)? = json else {
      self.init(rawValue: 0)
      return
    }
    let columns = titles.compactMap { title in
      JobColumn.all.firstIndex { $0.title == title.string }
    }
    self.init(rawValue: columns.reduce(0) { $0 | 1 << UInt32($1) })
  }

  /// The titles of the columns: their places change when one is added.
  var json: JSON {
    .array(
      JobColumn.all.indices.filter { contains(column: $0) }
        .map { .string(JobColumn.all[$0].title) }
    )
  }
}
