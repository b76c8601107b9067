/// Why a profile is refused: everything that is wrong with it, in the order of the lines.
public struct ProfileMistakes: Error, Hashable, Sendable, CustomStringConvertible {
  /// One thing that is wrong, and what would be right.
  public struct Mistake: Hashable, Sendable, CustomStringConvertible {
    /// The file's name as it was given.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// What is wrong and what would be right.
    public var sentence: String

    /// Makes a mistake.
    public init(file: String, line: Int, sentence: String) {
      self.file = file
      self.line = line
      self.sentence = sentence
    }

    /// As in `basic.yaml:8: …`.
    public var description: String { "\(file):\(line): \(sentence)" }
  }

  /// The mistakes, in the order of the lines.
  public var mistakes: [Mistake]

  /// Makes the list of what is wrong.
  public init(mistakes: [Mistake]) {
    self.mistakes = mistakes
  }

  /// One line each.
  public var description: String {
    mistakes.map(\.description).joined(separator: "\n")
  }
}
