/// Rows in the ascending order of a key each, kept by moving only the rows whose key changed.
///
/// Moving k of n rows costs k·log n comparisons and two passes over n plain integers.
struct RowOrder: Sendable {
  /// The places of rows in the table's array, in order.
  private(set) var rows: [Int32] = []
  private var keys: [SortKey] = []

  /// Sets the key of a row; it takes effect for its place with `place(_:)`.
  mutating func setKey(_ key: SortKey, of row: Int) {
    if row == keys.count {
      keys.append(key)
    } else {
      keys[row] = key
    }
  }

  func key(of row: Int) -> SortKey { keys[row] }

  /// Puts rows where their keys belong, whether they had a place before or not.
  mutating func place(_ moving: [Int]) {
    guard !moving.isEmpty else { return }
    var isMoving = [Bool](repeating: false, count: keys.count)
    var arriving: [Int32] = []
    for row in moving where !isMoving[row] {
      isMoving[row] = true
      arriving.append(Int32(row))
    }
    rows.removeAll { isMoving[Int($0)] }
    RowOrder.sort(&arriving, by: keys)
    merge(arriving)
  }

  /// Sorts everything by new keys.
  mutating func sort(by newKeys: [SortKey]) {
    keys = newKeys
    rows = newKeys.indices.map(Int32.init)
    RowOrder.sort(&rows, by: newKeys)
  }

  private static func sort(_ rows: inout [Int32], by keys: [SortKey]) {
    keys.withUnsafeBufferPointer { keys in
      rows.sort { keys[Int($0)] < keys[Int($1)] }
    }
  }

  /// Follows an array that lost elements: at each of its places, the place where that element was.
  mutating func follow(_ formerPlaces: [Int32]) {
    var places = [Int32](repeating: -1, count: keys.count)
    for (place, former) in formerPlaces.enumerated() {
      places[Int(former)] = Int32(place)
    }
    keys = formerPlaces.map { keys[Int($0)] }
    rows = rows.compactMap { places[Int($0)] >= 0 ? places[Int($0)] : nil }
  }

  private mutating func merge(_ arriving: [Int32]) {
    var result: [Int32] = []
    result.reserveCapacity(rows.count + arriving.count)
    var start = 0
    for row in arriving {
      let end = firstIndex(notBefore: keys[Int(row)], from: start)
      result += rows[start..<end]
      result.append(row)
      start = end
    }
    result += rows[start...]
    rows = result
  }

  private func firstIndex(notBefore key: SortKey, from start: Int) -> Int {
    var low = start
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if keys[Int(rows[middle])] < key {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
