/// The details of the job under the cursor, while they are open.
struct DetailPane: Hashable, Sendable {
  var firstLine = 0
  /// Whether keys scroll it rather than move the cursor.
  var isFocused = false
  /// What is looked for in it.
  var search: DetailSearch?
  /// What is shown of the job.
  var page = Page.facts
  /// A page that grows is kept at its end, while that is where one is.
  var isAtEnd = true
  /// The facts were shown before another page took their place.
  var hadFacts = false

  enum Page: Hashable, Sendable {
    /// How it stands, and all that is known of it.
    case facts
    case log
    /// What a program of the user's own wrote.
    case output
    /// What went wrong, whatever job it was about.
    case messages
    /// How every server stands.
    case servers

    /// Whether it is about the job under the cursor.
    var isOfJob: Bool { self != .messages && self != .servers }
  }

  /// The first line that is on the screen, of a page of so many lines.
  func firstLine(of count: Int, height: Int) -> Int {
    let last = max(0, count - height)
    let grows = page != .facts && page != .servers
    return grows && isAtEnd ? last : max(0, min(firstLine, last))
  }

  /// Goes to a line; one that is near enough to the end stays there.
  mutating func go(to line: Int, of count: Int, height: Int) {
    let last = max(0, count - height)
    firstLine = max(0, min(line, last))
    isAtEnd = firstLine == last
  }

  /// Begins anew for another job.
  mutating func rewind() {
    firstLine = 0
    isAtEnd = true
  }
}
