import Screen

/// What a column shows for a job.
enum ColumnValue: Hashable, Sendable {
  case text(String, Role)
  /// A text that is read word by word.
  case prose(String, Role)
  /// A bar and its percentage, from 0 to 1; weaker where nothing more will come.
  case bar(Double, isOver: Bool)
  /// A number, and beside it how many of that went wrong.
  case count(Int, wrong: Int)
}

/// What a column sorts by.
enum ColumnKey: Hashable, Sendable {
  case number(Int64)
  case text(String)
}

/// How wide a column wants to be.
enum ColumnWidth: Hashable, Sendable {
  case fixed(Int)
  /// The one or the other: what the wider one adds can be done without; all of it where a wide screen
  /// has room to give away.
  case stepped(minimum: Int, full: Int, whole: Int)
  /// Takes half of what is left over; columns that are less important stay away while it has less than
  /// `comfortable`.
  case growing(minimum: Int, comfortable: Int, maximum: Int)
  /// Takes the rest up to `longest`, so that what stands right of it stays near; optional columns stay
  /// away while it has less than `comfortable`.
  case flexible(minimum: Int, comfortable: Int, longest: Int)

  var minimum: Int {
    switch self {
    case .fixed(let width): width
    case .stepped(let minimum, _, _), .growing(let minimum, _, _),
      .flexible(let minimum, _, _):
      minimum
    }
  }
}

/// When a column is there at all.
enum ColumnPresence: Hashable, Sendable {
  case always, whenFilled, withSeveralServers
  /// Once it has something to say, which is so of most servers sooner or later: its room is kept free.
  case awaited
  /// Once something is known of how long jobs take.
  case withOutlooks
}
