/// The part of a list that is on the screen.
enum Viewport {
  /// The first visible line, as near to where it was as the marked line and the end allow.
  static func firstLine(
    keeping marked: Int,
    visibleFrom first: Int,
    height: Int,
    count: Int
  ) -> Int {
    guard height > 0 else { return max(0, marked) }
    let near = min(max(first, marked - height + 1), marked)
    return max(0, min(near, count - height))
  }
}
