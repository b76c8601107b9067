/// Pieces of bars, cut from two texts that are made once.
enum Bar {
  private static let longest = 200
  private static let fullText = [String](repeating: "━", count: longest).joined()
  private static let emptyText = [String](repeating: "─", count: longest).joined()

  /// A column of which the left half is full.
  static let half = "╾"

  static func full(_ length: Int) -> String { cut(fullText, length) }

  static func empty(_ length: Int) -> String { cut(emptyText, length) }

  /// Both characters take three bytes.
  private static func cut(_ text: String, _ length: Int) -> String {
    let bytes = 3 * max(0, min(length, longest))
    return String(text[..<text.utf8.index(text.startIndex, offsetBy: bytes)])
  }
}
