extension InputType {
  /// What someone entered as the value to send; nothing where it is not of this type.
  public func value(of text: String) -> JSON? {
    switch self {
    case .text: .string(text)
    case .number: Self.number(text)
    case .integer: Int(text).map { .number(String($0)) }
    case .boolean: Self.boolean(text)
    case .url: Self.isURL(text) ? .string(text) : nil
    case .list: .array(Self.elements(text))
    case .choice(let choices): choices.contains(text) ? .string(text) : nil
    }
  }

  /// What may be entered, as the end of a sentence.
  public var allowed: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .url: "a URL such as https://example.org/video.mp4"
    case .list: "texts separated by commas"
    case .choice(let choices): "one of \(choices.joined(separator: ", "))"
    }
  }

  /// A scheme and something behind it; whether that can be reached the server will say.
  private static func isURL(_ text: String) -> Bool {
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && !text.contains(" ")
      && parts[0].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  /// As it was written where that is JSON; `+5`, `.5` and `0x10` are numbers as well, spelt otherwise.
  private static func number(_ text: String) -> JSON? {
    guard let value = Double(text), value.isFinite else { return nil }
    if case .number(let digits)? = try? JSON(parsing: text), digits == text { return .number(text) }
    return JSON(value)
  }

  private static func boolean(_ text: String) -> JSON? {
    switch text.lowercased() {
    case "true", "yes", "y", "1": true
    case "false", "no", "n", "0": false
    default: nil
    }
  }

  private static func elements(_ text: String) -> [JSON] {
    text.split { $0 == "," || $0.isNewline }
      .map { $0.trimmed }
      .filter { !$0.isEmpty }
      .map { .string($0) }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    let tail = drop { $0.isWhitespace }
    return String(tail.reversed().drop { $0.isWhitespace }.reversed())
  }
}
