import OrderedCollections

/// Values by key, in no order and in little room.
///
/// A third to two thirds of a hash table are empty, which costs as much as what it holds: here
/// entries lie one after the other, and the table holds their places.
package struct DenseDictionary<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  @usableFromInline var table: OrderedDictionary<Key, Value> = [:]

  /// Begins empty.
  @inlinable
  package init() {}

  /// How many entries there are.
  @inlinable package var count: Int { table.count }

  /// The keys of all entries.
  @inlinable package var keys: OrderedSet<Key> { table.keys }

  /// The value of a key; nothing where there is none.
  @inlinable
  package subscript(key: Key) -> Value? {
    get { table[key] }
    _modify {
      var value = table[key]
      let isThere = value != nil
      defer {
        if let value {
          table[key] = value
        } else if isThere {
          removeValue(forKey: key)
        }
      }
      yield &value
    }
  }

  /// Makes room for so many entries.
  @inlinable
  package mutating func reserveCapacity(_ count: Int) { table.reserveCapacity(count) }

  /// Takes an entry out; the last one fills its place, so that none has to move up.
  @inlinable
  @discardableResult
  package mutating func removeValue(forKey key: Key) -> Value? {
    guard let place = table.index(forKey: key) else { return nil }
    table.swapAt(place, table.count - 1)
    return table.removeLast().value
  }
}
