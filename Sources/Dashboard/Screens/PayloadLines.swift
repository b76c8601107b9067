import JobModel
import Screen

/// JSON in lines: indented, its names told from its values by colour, long texts wrapped.
///
///     {
///       "title": "Keynote → French",
///       "frames": [1, 2, 3]
///     }
///
/// What would be longer than anybody reads is cut, and a sentence says so.
struct PayloadLines {
  private(set) var lines: [[Span]] = []
  private let width: Int
  private var isCut = false

  /// At most so many lines of one value.
  static let mostLines = 500
  /// At most so many characters of one text.
  static let longestText = 4_000
  /// Deeper than that nothing is told apart by its indent.
  private static let deepest = 12

  /// The lines of a value.
  static func lines(of value: JSON, width: Int) -> [[Span]] {
    var payload = PayloadLines(width: max(12, width))
    payload.write(value, after: [], depth: 0, comma: false)
    if payload.isCut { payload.lines.append([Span(cutSentence, .attention)]) }
    return payload.lines
  }

  private static let cutSentence = "… it is longer; the rest is not shown."

  private init(width: Int) {
    self.width = width
  }

  private mutating func write(_ value: JSON, after name: [Span], depth: Int, comma: Bool) {
    guard lines.count < Self.mostLines else { return isCut = true }
    switch value {
    case .string(let text): write(text, after: name, depth: depth, comma: comma)
    case .null, .boolean, .number:
      add(name + [Span(value.description, .strong)], depth, comma)
    case .array(let elements):
      if let short = short(elements, beside: name, depth) { return add(short, depth, comma) }
      add(name + [Span("[", .faint)], depth, false)
      for (index, element) in elements.enumerated() where !isCut {
        write(element, after: [], depth: depth + 1, comma: index < elements.count - 1)
      }
      add([Span("]", .faint)], depth, comma)
    case .object(let members):
      guard !members.isEmpty else { return add(name + [Span("{}", .faint)], depth, comma) }
      add(name + [Span("{", .faint)], depth, false)
      for (index, member) in members.enumerated() where !isCut {
        let name = [Span(Self.quoted(member.name), .notice), Span(": ", .faint)]
        write(member.value, after: name, depth: depth + 1, comma: index < members.count - 1)
      }
      add([Span("}", .faint)], depth, comma)
    }
  }

  /// A text over as many lines as it needs, each below its beginning.
  private mutating func write(_ text: String, after name: [Span], depth: Int, comma: Bool) {
    let indent = Self.indent(depth)
    let quoted = Self.quoted(text)
    let isLong = text.utf8.count > Self.longestText && text.count > Self.longestText
    guard isLong || indent + name.width + TextWidth.columns(of: quoted) + 1 > width else {
      return add(name + [Span(quoted)], depth, comma)
    }
    let hanging = name.width + indent < width / 2 ? name.width : 2
    if hanging != name.width { add(name, depth, false) }
    let pieces = TextWrap.cut(quoted[...], width: max(8, width - indent - hanging - 1))
    for (index, piece) in pieces.enumerated() {
      guard lines.count < Self.mostLines else { return isCut = true }
      let lead =
        index == 0 && hanging == name.width
        ? name : [Span(String(repeating: " ", count: hanging))]
      add(lead + [Span(piece)], depth, comma && index == pieces.count - 1 && !isLong)
    }
    if isLong {
      let sentence = "… this text has \(ShortText.total(text.count)) characters"
      add([Span(String(repeating: " ", count: hanging)), Span(sentence, .attention)], depth, comma)
    }
  }

  /// A few plain values beside each other, where they fit.
  private func short(_ elements: [JSON], beside name: [Span], _ depth: Int) -> [Span]? {
    guard elements.count <= 12 else { return nil }
    let texts = elements.compactMap { element -> String? in
      switch element {
      case .null, .boolean, .number: element.description
      case .string(let text): text.utf8.count <= 24 ? Self.quoted(text) : nil
      case .array, .object: nil
      }
    }
    guard texts.count == elements.count else { return nil }
    let spans = name + [Span("[", .faint), Span(texts.joined(separator: ", ")), Span("]", .faint)]
    return Self.indent(depth) + spans.width + 1 <= width ? spans : nil
  }

  private mutating func add(_ spans: [Span], _ depth: Int, _ comma: Bool) {
    let lead = Span(String(repeating: " ", count: Self.indent(depth)))
    lines.append([lead] + spans + (comma ? [Span(",", .faint)] : []))
  }

  private static func indent(_ depth: Int) -> Int { 2 * min(depth, deepest) }

  /// As JSON writes it, control characters escaped; of a long text only the beginning.
  private static func quoted(_ text: String) -> String {
    let isLong = text.utf8.count > longestText
    return JSON.string(isLong ? String(text.prefix(longestText)) : text).description
  }
}
