import Synchronization

/// Counts what happens on several connections.
package final class Counter: Sendable {
  private let value = Atomic<Int>(0)

  /// Begins at nothing.
  package init() {}

  /// One more.
  /// - Returns: Which one it is, from 1.
  @discardableResult
  package func next() -> Int {
    value.add(1, ordering: .relaxed).newValue
  }

  /// How many there were.
  package var count: Int { value.load(ordering: .relaxed) }
}
