import JobModel

extension FactValue {
  /// A value that somebody handed over for a hole, spelt as the hole's form says.
  ///
  /// Instants come as ISO 8601 or seconds of the epoch, lengths of time as seconds, shares from 0 to 1.
  static func spelt(_ value: JSON, for hole: Hole) -> JSON {
    switch hole.fact.name.kind {
    case .instant: instant(value, form: nil).map { written($0, form: hole.form) } ?? value
    case .length: length(value, form: nil).map { written($0, form: hole.form) } ?? value
    case .share: share(value, form: nil).map { written($0, form: hole.form) } ?? value
    case .text, .value, .count, .flag, .list: typed(value, form: hole.form)
    }
  }

  /// A text as the JSON type that a form asks for; unchanged where it cannot be.
  static func typed(_ value: JSON, form: FactForm?) -> JSON {
    switch form {
    case .number:
      guard let text = value.string, let number = value.double else { return value }
      return Int(text).map { .number(String($0)) } ?? JSON(number)
    case .boolean: return value.boolean.map { .boolean($0) } ?? value
    case .s, .ms, .float, .local, .percent, .url, nil: return value
    }
  }

  /// What stood in a hole, in the spelling in which values are handed over: the reverse of `spelt`.
  static func plain(_ value: JSON, for hole: Hole) -> JSON {
    switch hole.fact.name.kind {
    case .instant: instant(value, form: hole.form).map { written($0, form: nil) } ?? value
    case .length: length(value, form: hole.form).map { JSON($0.inSeconds) } ?? value
    case .share: share(value, form: hole.form).map { JSON($0) } ?? value
    case .count: value.integer.map { .number(String($0)) } ?? value
    case .flag: value.boolean.map { .boolean($0) } ?? value
    case .list: list(value)
    case .text: hole.fact.name == .next ? value : value.text.map { .string($0) } ?? value
    case .value: value
    }
  }

  /// Texts separated by commas or line ends, as one enters them and as queries hold them.
  static func list(_ value: JSON) -> JSON {
    guard let text = value.string else { return value }
    let words = text.split { $0 == "," || $0.isNewline }.map { word in
      String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    return .array(words.filter { !$0.isEmpty }.map { .string($0) })
  }
}
