import JobModel

extension TextSample {
  /// How a value is written into a text.
  enum Encoding {
    case plain
    /// One path segment or one query value.
    case percent
    /// Inside a page.
    case html
  }

  /// A text with the holes filled, and how many of them were.
  struct Filling {
    var text = ""
    var filled = 0
    var missing = 0

    /// Whether every hole had a value.
    var isComplete: Bool { missing == 0 }
    /// The text; nothing where it has holes and none of them had a value.
    var meaningful: String? { filled == 0 && missing > 0 ? nil : text }
  }

  /// The text with its holes filled; a hole without a value leaves nothing behind.
  func filled(from source: FillSource, encoding: Encoding = .plain) -> Filling {
    var filling = Filling()
    for piece in pieces {
      switch piece {
      case .literal(let literal): filling.text += literal
      case .anything: break
      case .hole(let hole):
        guard let value = source.value(for: hole) else {
          filling.missing += 1
          continue
        }
        filling.filled += 1
        filling.text += TextSample.written(value, hole.form == .url ? .plain : encoding)
      }
    }
    return filling
  }

  /// Lists are joined by commas; each element is encoded, the commas are not.
  private static func written(_ value: JSON, _ encoding: Encoding) -> String {
    if case .array(let elements) = value {
      return elements.map { written($0, encoding) }.joined(separator: ",")
    }
    let text = value.text ?? (value == .null ? "" : value.description)
    return switch encoding {
    case .plain: text
    case .percent: PercentEncoding.encoded(text)
    case .html: PlainText.escaped(text)
    }
  }
}
