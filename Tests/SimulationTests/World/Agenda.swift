import HeapModule
import JobModel

/// What is still to happen, in the order of time; what was arranged first comes first.
struct Agenda: Sendable {
  private var heap = Heap<Item>()
  private var lastNumber = 0

  private struct Item: Comparable, Sendable {
    var time: Timestamp
    var number: Int
    var occurrence: Occurrence

    static func < (left: Item, right: Item) -> Bool {
      (left.time, left.number) < (right.time, right.number)
    }

    static func == (left: Item, right: Item) -> Bool { left.number == right.number }
  }

  mutating func add(_ occurrence: Occurrence, at time: Timestamp) {
    lastNumber += 1
    heap.insert(Item(time: time, number: lastNumber, occurrence: occurrence))
  }

  mutating func next() -> (time: Timestamp, occurrence: Occurrence)? {
    heap.popMin().map { ($0.time, $0.occurrence) }
  }
}
