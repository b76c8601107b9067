/// Everything that is wrong with a scenario file.
package struct ScenarioMistakes: Error, Hashable, Sendable, CustomStringConvertible {
  /// One thing that is wrong, and where.
  package struct Mistake: Hashable, Sendable {
    /// The file as it was named.
    package var file: String
    /// The line, from 1.
    package var line: Int
    /// What is wrong and what would be right.
    package var sentence: String
  }

  /// In the order of the file.
  package var mistakes: [Mistake]

  /// One line each, as in `calm.scenario.yaml:4: …`.
  package var description: String {
    mistakes.map { "\($0.file):\($0.line): \($0.sentence)" }.joined(separator: "\n")
  }
}
