/// Mistakes in what was configured; all that were found, so that one look mends them.
struct ConfigurationFailure: Error, Hashable, CustomStringConvertible {
  /// The mistakes in the order in which they stand.
  var mistakes: [Mistake]

  /// Collects mistakes.
  init(_ mistakes: [Mistake]) {
    self.mistakes = mistakes
  }

  /// One mistake alone.
  init(_ place: Place, _ problem: String, right: String) {
    mistakes = [Mistake(place, problem, right: right)]
  }

  /// Whether all of them were made on the command line.
  var isUsage: Bool { mistakes.allSatisfy { $0.place == .option } }

  /// One line for each mistake.
  var description: String { mistakes.map(\.description).joined(separator: "\n") }

  /// One mistake, and what would be right.
  struct Mistake: Hashable, Sendable, CustomStringConvertible {
    /// Where it is.
    var place: Place
    /// What is wrong, as a clause.
    var problem: String
    /// What would be right, as a clause.
    var right: String

    /// The line that it is in; 0 where it is in none.
    var line: Int {
      if case .line(_, let line) = place { line } else { 0 }
    }

    /// Describes a mistake.
    init(_ place: Place, _ problem: String, right: String) {
      self.place = place
      self.problem = problem
      self.right = right
    }

    /// One sentence.
    var description: String {
      switch place {
      case .line, .file: "\(place): \(problem): \(right)."
      case .option, .variable, .none: "\(problem): \(right)."
      }
    }
  }

  /// Where a setting was made.
  enum Place: Hashable, Sendable, CustomStringConvertible {
    /// On the command line.
    case option
    /// In the environment.
    case variable
    /// In a line of a file, counted from 1.
    case line(file: String, Int)
    /// In a file, or about the file itself.
    case file(String)
    /// Nowhere: it is missing.
    case none

    /// As compilers write it, so that editors find it.
    var description: String {
      switch self {
      case .option: "command line"
      case .variable: "environment"
      case .line(let file, let line): "\(file):\(line)"
      case .file(let file): file
      case .none: "nowhere"
      }
    }
  }
}
