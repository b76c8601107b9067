import JobModel

extension InputType {
  /// Reads what was typed; nothing where it is not of this type.
  func value(of text: String) -> JSON? {
    switch self {
    case .text: .string(text)
    case .number: Double(text).flatMap { $0.isFinite ? .number(text) : nil }
    case .integer: Int(text).map { .number(String($0)) }
    case .boolean: ["true": true, "false": false][text.lowercased()].map { .boolean($0) }
    case .url: InputType.isURL(text) ? .string(text) : nil
    case .list: .array(InputType.elements(of: text).map { .string($0) })
    case .choice(let choices): choices.contains(text) ? .string(text) : nil
    }
  }

  /// What may be typed, as the end of a sentence.
  var allowed: String {
    switch self {
    case .text: "any text"
    case .number: "must be a number, as in 1.5"
    case .integer: "must be a whole number"
    case .boolean: "must be true or false"
    case .url: "must be a URL, as in https://example.com/video.mp4"
    case .list: "texts separated by commas"
    case .choice(let choices): "must be one of " + choices.joined(separator: ", ")
    }
  }

  private static func isURL(_ text: String) -> Bool {
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && !text.contains(" ")
      && parts[0].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  private static func elements(of text: String) -> [String] {
    text.split { $0 == "," || $0.isNewline }.map { String($0).trimmed }.filter { !$0.isEmpty }
  }
}

extension String {
  /// Without the blanks at both ends.
  var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}
