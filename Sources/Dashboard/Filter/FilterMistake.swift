/// What is wrong with a filter, and where.
package struct FilterMistake: Error, Hashable {
  /// Characters of the text, from 0; never empty but at its end.
  package let place: Range<Int>
  /// What is wrong, and what would be right.
  package let sentence: String
}
