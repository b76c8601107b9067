/// How many colours a terminal can show.
package enum ColourDepth: Int, CaseIterable, Comparable, Sendable {
  /// None: a theme's attributes alone tell things apart.
  case mono
  /// The sixteen that every terminal has and its user chooses.
  case sixteen
  /// 256, of which 240 are the same everywhere.
  case palette
  /// Any.
  case full

  /// Fewer colours come first.
  package static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}
