/// The lines that were typed into a prompt, and how far back somebody looks.
struct TypedLines: Sendable {
  /// The oldest first, each once.
  private(set) var lines: [String] = []
  /// How many lines back from the one that is being typed.
  private var depth = 0
  /// What is being typed, while somebody looks back.
  private var unfinished = ""

  /// So many are kept.
  private static let most = 100

  /// Whether another line than the one that is being typed stands there.
  var isLookedBack: Bool { depth > 0 }

  /// Keeps a line that was typed, as the latest.
  mutating func keep(_ line: String) {
    depth = 0
    guard !line.trimmed.isEmpty else { return }
    lines.removeAll { $0 == line }
    lines.append(line)
    if lines.count > TypedLines.most { lines.removeFirst() }
  }

  /// Those that may be kept on the disk: what could hold a secret ends with the program.
  var harmless: [String] { lines.filter { !TypedLines.mayHoldSecret($0) } }

  init() {}

  /// Begins with what was typed in an earlier run of the program.
  init(_ lines: [String]) {
    for line in lines where !TypedLines.mayHoldSecret(line) { keep(line) }
  }

  /// Whether a URL has more than a place in it, or a word names what is secret.
  ///
  /// Of the URL that others are told at even the path may be one.
  private static func mayHoldSecret(_ line: String) -> Bool {
    let folded = line.lowercased()
    if telling.contains(where: folded.contains) { return true }
    return folded.split(separator: " ").contains { word in
      word.contains("://") && word.contains { "@?#".contains($0) }
    }
  }

  private static let telling = [
    "password", "passwd", "token", "secret", "authorization", "bearer", "api_key", "api-key",
    "apikey", "-> webhook", "-> run",
  ]

  /// A line is typed anew.
  mutating func begin() {
    depth = 0
  }

  /// Looks a line further back, or forward again up to what is being typed.
  /// - Returns: The line there; nothing where there is none.
  mutating func step(_ direction: Direction, from typed: String) -> String? {
    let target = direction == .back ? depth + 1 : depth - 1
    guard (0...lines.count).contains(target) else { return nil }
    if depth == 0 { unfinished = typed }
    depth = target
    return depth == 0 ? unfinished : lines[lines.count - depth]
  }

  enum Direction: Hashable, Sendable { case back, forward }
}
