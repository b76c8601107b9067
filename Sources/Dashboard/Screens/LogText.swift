import JobModel
import Screen

/// A text of many lines, as logs and programs write it, made ready to be shown.
struct LogText: Hashable, Sendable {
  /// Without control sequences; the last lines where there are many.
  let lines: [String]
  /// There were more in front of these.
  let isCut: Bool

  static let mostLines = 2_000
  private static let longestLine = 2_000

  init(_ text: String) {
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd)
    let whole = all.last?.isEmpty == true ? all.dropLast() : all[...]
    isCut = whole.count > Self.mostLines
    lines = whole.suffix(Self.mostLines).map { Self.plain($0) }
  }

  /// The lines, cut where they are wider than the pane.
  func wrapped(to width: Int) -> [[Span]] {
    lines.flatMap { line in
      guard line.utf8.count > width else { return [[Span(line)]] }
      return TextWrap.cut(line[...], width: max(8, width)).map { [Span($0)] }
    }
  }

  /// What a terminal would show of a line: colours left out, tabs as blanks, what a carriage return
  /// wrote over gone.
  private static func plain(_ line: Substring) -> String {
    guard line.utf8.count > longestLine else { return whole(line) }
    let mark = line.dropLast().lastIndex(of: "\r")
    let line = mark.map { line[line.index(after: $0)...] } ?? line
    let begin = line.prefix(longestLine)
    return whole(begin) + (begin.endIndex < line.endIndex ? "… (the line goes on)" : "")
  }

  private static func whole(_ line: Substring) -> String {
    guard line.utf8.contains(where: { $0 < 0x20 }) else { return String(line) }
    var result = ""
    var rest = line[...]
    while let character = rest.popFirst() {
      switch character {
      case "\t": result += String(repeating: " ", count: 8 - result.count % 8)
      case "\r" where !rest.isEmpty: result = ""
      case "\r": break
      case "\u{1b}" where rest.first == "[":
        // CSI: parameters, then one letter (ECMA-48 §5.4).
        rest = rest.dropFirst().drop { !("@"..."~").contains($0) }.dropFirst()
      default: result.append(character)
      }
    }
    return result
  }
}

extension Character {
  /// A carriage return alone is none: it writes a line anew.
  fileprivate var isLineEnd: Bool { self == "\n" || self == "\r\n" }
}
