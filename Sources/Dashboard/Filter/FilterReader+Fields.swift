import JobModel

/// The values of fields.
extension FilterReader {
  mutating func field(
    _ name: String,
    _ place: Range<Int>,
    _ comparison: FilterCondition.Comparison
  ) throws(FilterMistake) -> FilterCondition? {
    guard let field = FilterField.named(name) else {
      throw FilterMistake(place: place, sentence: FilterReader.unknown(name))
    }
    guard !isAtEnd else { return unfinished() }
    guard !isAtEndOfWord else {
      throw mistake(at: position, "What \(field.name) must be stands right behind it.")
    }
    switch field.kind {
    case .state:
      let isEqual = try equality(comparison, of: field, place)
      return try states(isEqual, byWholeWord: comparison != .like)
    case .text(let fact):
      let isEqual = try equality(comparison, of: field, place)
      let patterns = try patterns(ofWhole: comparison != .like)
      guard !patterns.isEmpty else { return nil }
      let condition = FilterCondition.text(fact, patterns)
      return isEqual ? condition : .not(condition)
    case .number(let fact):
      return .number(fact, comparison, try value(of: field) { Int64($0) })
    case .percent(let fact):
      return .share(fact, comparison, try value(of: field, FilterReader.share))
    case .time(let fact):
      return .time(fact, comparison, try value(of: field, FilterReader.seconds))
    }
  }

  /// Words are equal to something or not; they have no size.
  private func equality(
    _ comparison: FilterCondition.Comparison,
    of field: FilterField,
    _ place: Range<Int>
  ) throws(FilterMistake) -> Bool {
    switch comparison {
    case .equal, .like: return true
    case .notEqual: return false
    case .less, .greater, .atMost, .atLeast:
      throw FilterMistake(
        place: place.upperBound..<position,
        sentence: "\(field.name) is a word: write \(field.name):WORD."
      )
    }
  }

  private mutating func states(
    _ isEqual: Bool,
    byWholeWord isWhole: Bool
  ) throws(FilterMistake) -> FilterCondition {
    var states: Set<JobState> = []
    repeat {
      let start = position
      let word = bareWord(endingAtComma: true)
      if word.isEmpty, isAtEnd {
        isUnfinished = true
        break
      }
      let meant = StateGroup.states(of: word, isWhole: isWhole)
      guard !word.isEmpty, !meant.isEmpty else {
        throw FilterMistake(
          place: start..<max(position, min(start + 1, characters.count)),
          sentence: StateGroup.advice(on: word)
        )
      }
      states.formUnion(meant)
    } while take(",")
    return isEqual ? .states(states) : .not(.states(states))
  }

  /// With `=` the whole text must be so, with `:` it must occur.
  private mutating func patterns(ofWhole isWhole: Bool) throws(FilterMistake) -> [TextPattern] {
    var patterns: [TextPattern] = []
    repeat {
      if let pattern = try pattern(ofWhole: isWhole) { patterns.append(pattern) }
    } while take(",")
    return patterns
  }

  private mutating func pattern(ofWhole isWhole: Bool) throws(FilterMistake) -> TextPattern? {
    guard !isAtEnd else {
      isUnfinished = true
      return nil
    }
    if characters[position] == "\"" {
      return try quoted().map(FoldedText.init).map { isWhole ? .whole($0) : .part($0) }
    }
    if characters[position] == "/" { return try expression() }
    let start = position
    let word = bareWord(endingAtComma: true)
    guard !word.isEmpty else { throw mistake(at: start, "A word must stand here.") }
    let pattern = TextPattern(word)
    if case .part(let part) = pattern, isWhole { return .whole(part) }
    return pattern
  }

  private mutating func value<Value>(
    of field: FilterField,
    _ read: (String) -> Value?
  ) throws(FilterMistake) -> Value {
    let start = position
    let word = bareWord(endingAtComma: false)
    guard let value = read(word) else {
      throw FilterMistake(
        place: start..<position,
        sentence: "\(field.name) is \(field.kind.example)."
      )
    }
    return value
  }

  private static func unknown(_ name: String) -> String {
    let names = FilterField.all.map(\.name)
    guard let near = Spelling.nearest(to: name.lowercased(), among: names) else {
      return "Fields are " + names.joined(separator: " ") + "; put text with : between quotes."
    }
    return "There is no field \(name); did you mean \(near)?"
  }

  /// `0.5`, `50%` and `50` are the same.
  private static func share(_ text: String) -> Double? {
    let number = Double(text.hasSuffix("%") ? String(text.dropLast()) : text)
    guard let number, number >= 0, number <= 100 else { return nil }
    return text.hasSuffix("%") || number > 1 ? number / 100 : number
  }

  /// As `30`, `10m`, `1h30m`, `2d`: what the screen shows, and units one after the other.
  private static func seconds(_ text: String) -> Int64? {
    var total: Int64 = 0
    var rest = Substring(text)
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int64(digits), number <= 1_000_000_000 else { return nil }
      rest = rest.dropFirst(digits.count)
      switch rest.popFirst() {
      case "s", nil: total += number
      case "m": total += number * 60
      case "h": total += number * 3600
      case "d": total += number * 86_400
      default: return nil
      }
    }
    return total
  }
}

extension FilterField.Kind {
  /// What a value looks like.
  fileprivate var example: String {
    switch self {
    case .state, .text: "a word"
    case .number: "a number"
    case .percent: "a share, as in 50%"
    case .time: "a time, as in 90, 10m or 1h30m"
    }
  }
}
