/// Finds the word that somebody meant, for sentences about mistakes.
package enum Spelling {
  /// The nearest of the words; nothing where none is near: a third of the letters may differ.
  package static func nearest(to word: String, among words: [String]) -> String? {
    let scored = words.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    let most = max(1, max(word.count, best.word.count) / 3)
    return best.distance <= most && best.distance < word.count ? best.word : nil
  }

  /// Letters to insert, drop, replace or swap with their neighbour (optimal string alignment).
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let replaced = last[column] + (letter == other ? 0 : 1)
        var least = min(last[column + 1] + 1, current[column] + 1, replaced)
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          least = min(least, before[column - 1] + 1)
        }
        current.append(least)
      }
      (before, last) = (last, current)
    }
    return last[right.count]
  }
}
