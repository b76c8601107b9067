/// Makes keys of what a terminal sends, and tells them from what the terminal says of itself.
///
/// A state machine, for alt arrives as an escape before the key, and a paste as many characters
/// between two marks.
package struct KeyDecoder: Sendable {
  /// What is read in one go.
  package enum Input: Hashable, Sendable {
    /// A character, control characters among them.
    case scalar(Unicode.Scalar)
    /// A key that sends a sequence.
    case key(Key)
    /// The marks around pasted text.
    case pasteBegin, pasteEnd
  }

  /// More than any field takes: what is longer is counted and not kept.
  private static let pasteLimit = 1 << 16

  private var isAfterEscape = false
  private var pasted: String?
  /// The bytes that were pasted.
  private var pastedCount = 0
  private var reports = ReportReader()

  /// A decoder that has seen nothing yet.
  package init() {}

  /// What is complete with this input.
  package mutating func take(_ input: Input) -> [TerminalInput] {
    // Of a megabyte each step counts.
    if pasted != nil, case .scalar(let scalar) = input, scalar.isPrintable {
      append(scalar)
      return []
    }
    guard pasted == nil, case .scalar(let scalar) = input else {
      return (type(reports.release()) + keys(for: input)).map { .key($0) }
    }
    switch reports.take(scalar) {
    case .waiting: return []
    case .report(let report): return report.map { [$0] } ?? []
    case .typed(let scalars): return type(scalars).map { .key($0) }
    }
  }

  /// What is complete because nothing follows at once.
  package mutating func takeIdle() -> [TerminalInput] {
    (type(reports.takeIdle()) + keysWhenIdle()).map { .key($0) }
  }

  private mutating func type(_ scalars: [Unicode.Scalar]) -> [Key] {
    scalars.flatMap { keys(for: .scalar($0)) }
  }

  private mutating func keys(for input: Input) -> [Key] {
    if pasted != nil { return continuePaste(input) }
    if isAfterEscape {
      isAfterEscape = false
      if case .scalar(let scalar) = input, scalar.isPrintable { return [.alt(Character(scalar))] }
      return [.escape] + keys(for: input)
    }
    switch input {
    case .pasteBegin: (pasted, pastedCount) = ("", 0)
    case .pasteEnd: break
    case .key(let key): return [key]
    case .scalar("\u{1B}"): isAfterEscape = true
    case .scalar(let scalar): return [Key(scalar)]
    }
    return []
  }

  private mutating func keysWhenIdle() -> [Key] {
    guard isAfterEscape else { return [] }
    isAfterEscape = false
    return [.escape]
  }

  /// ctrl-c gets out of a paste whose end never comes.
  private mutating func continuePaste(_ input: Input) -> [Key] {
    switch input {
    case .scalar("\u{3}"):
      pasted = nil
      return [.control("c")]
    case .pasteEnd:
      defer { pasted = nil }
      guard pastedCount <= Self.pasteLimit else { return [.longPaste(bytes: pastedCount)] }
      return pasted.map { $0.isEmpty ? [] : [.paste($0)] } ?? []
    case .scalar(let scalar):
      append(scalar)
    case .key(.enter):
      append("\n")
    case .key(.tab):
      append("\t")
    case .key, .pasteBegin:
      break
    }
    return []
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    pastedCount += UTF8.width(scalar)
    guard pastedCount <= Self.pasteLimit else {
      pasted = ""
      return
    }
    pasted?.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
  }
}

extension Unicode.Scalar {
  fileprivate var isPrintable: Bool { value >= 0x20 && value != 0x7F }
}

extension Key {
  /// The key that sends a character, control characters among them.
  fileprivate init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0: self = .control(" ")
    case 9: self = .tab
    case 10, 13: self = .enter
    case 8, 0x7F: self = .backspace
    case 1...26: self = .control(Self.character(scalar.value + 0x60))
    case 27: self = .escape
    case 28...31: self = .control(Self.character(scalar.value + 0x40))
    default: self = .character(Character(scalar))
    }
  }

  private static func character(_ value: UInt32) -> Character {
    Character(Unicode.Scalar(UInt8(truncatingIfNeeded: value)))
  }
}
