import JobModel
import OrderedCollections

/// What the watcher keeps of its runs, in no order.
///
/// A third to two thirds of a hash table are empty, which costs as much as what it holds: here
/// entries lie one after the other, and the table holds their places.
struct Entries: Sendable {
  private var table: OrderedDictionary<RunID, Entry> = [:]

  var count: Int { table.count }

  var runs: OrderedSet<RunID> { table.keys }

  subscript(run: RunID) -> Entry? {
    get { table[run] }
    _modify { yield &table[run] }
  }

  /// Takes an entry out; the last one fills its place, so that none has to move up.
  mutating func remove(_ run: RunID) -> Entry? {
    guard let place = table.index(forKey: run) else { return nil }
    table.swapAt(place, table.count - 1)
    return table.removeLast().value
  }
}
