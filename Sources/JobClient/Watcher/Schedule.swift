import HeapModule
import JobModel

/// The one ordered queue of due polls of a server.
///
/// Items are never removed early: one whose time is no longer its entry's is dropped when it comes
/// up, which costs less than looking for it.
struct Schedule: Sendable {
  private var heap = Heap<Item>()

  struct Item: Comparable, Sendable {
    var due: Timestamp
    var run: RunID

    static func < (left: Item, right: Item) -> Bool { left.due < right.due }

    static func == (left: Item, right: Item) -> Bool { left.due == right.due }
  }

  mutating func add(_ run: RunID, due: Timestamp) {
    heap.insert(Item(due: due, run: run))
  }

  /// The first item that still counts.
  mutating func first(where isCurrent: (Item) -> Bool) -> Item? {
    while let item = heap.min {
      if isCurrent(item) { return item }
      heap.removeMin()
    }
    return nil
  }

  mutating func removeFirst() {
    heap.removeMin()
  }
}
