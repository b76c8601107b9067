/// What is told once it is noted down, in order.
///
/// Whoever has heard of a job finds it again, however the program ended after that.
struct Untold: Sendable {
  /// What waits for entries that the journal was not given yet.
  private var waiting: [Item] = []
  /// What waits for the batch that is being written.
  private var written: [Item] = []

  enum Item: Sendable {
    case news([News])
    case reply(Ticket, Reply)
  }

  mutating func add(_ item: Item) {
    waiting.append(item)
  }

  /// All entries so far are in the batch that is written from now on.
  mutating func beginWriting() {
    written += waiting
    waiting = []
  }

  /// That batch is done with.
  /// - Returns: What waited for it.
  mutating func takeWritten() -> [Item] {
    defer { written = [] }
    return written
  }

  /// There is nothing to be written.
  /// - Returns: All that waited.
  mutating func takeAll() -> [Item] {
    defer { (written, waiting) = ([], []) }
    return written + waiting
  }
}
