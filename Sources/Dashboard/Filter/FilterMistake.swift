/// What is wrong with a filter, and where.
struct FilterMistake: Error, Hashable {
  /// Characters of the text, from 0; never empty but at its end.
  let place: Range<Int>
  /// What is wrong, and what would be right.
  let sentence: String
}
