/// A text that is no fault.
package struct FaultMistake: Error, Hashable, Sendable {
  /// What is wrong and what would be right.
  package var sentence: String
}
