/// Takes out of what is typed what the terminal itself says, for both come by the same way.
///
///     ESC ] 11;rgb:1111/1515/1c1c ESC \    its background; BEL may end it as well
///     ESC [ ? 2026;2 $ y                   a private mode
///     ESC [ ? 62;1;4 c                     what it is
///     ESC [ < 0;12;7 M                     a button of the mouse
///     ESC [ M b x y                        the same from a terminal of before: three bytes, swallowed
///     ESC [ I                              its window got the keyboard; O: lost it
///
/// Any other control sequence is swallowed whole: a key that nobody knows does nothing, rather than
/// what its letters would do.
struct ReportReader: Sendable {
  /// Nothing that a terminal says is longer.
  private static let limit = 64

  private var held: [Unicode.Scalar] = []

  /// What becomes of what was read.
  enum Outcome: Equatable {
    /// More of it must come.
    case waiting
    /// The terminal said that; nothing where it means nothing to us.
    case report(TerminalInput?)
    /// It was typed.
    case typed([Unicode.Scalar])
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Outcome {
    guard !held.isEmpty else {
      guard scalar == "\u{1B}" else { return .typed([scalar]) }
      held = [scalar]
      return .waiting
    }
    switch Report(held + [scalar]) {
    case .incomplete where held.count < Self.limit:
      held.append(scalar)
      return .waiting
    case .complete(let input):
      held = []
      return .report(input)
    case .incomplete, .none:
      // What began as a report and goes on as none is lost; what follows it is not.
      let typed = release()
      guard scalar == "\u{1B}" else { return .typed(typed + [scalar]) }
      held = [scalar]
      return typed.isEmpty ? .waiting : .typed(typed)
    }
  }

  /// Nothing follows at once: what could be a key is one.
  ///
  /// A report may come in parts.
  mutating func takeIdle() -> [Unicode.Scalar] {
    held.count <= 2 ? release() : []
  }

  /// Lets go of what was held back, so far as it was typed.
  mutating func release() -> [Unicode.Scalar] {
    defer { held = [] }
    return held.count <= 2 ? held : []
  }
}

/// A control sequence of a terminal, as far as it has come.
private enum Report {
  case incomplete
  case complete(TerminalInput?)

  /// Nothing where it cannot become one.
  init?(_ scalars: [Unicode.Scalar]) {
    guard scalars.count > 1 else { return nil }
    switch scalars[1] {
    case "[": self.init(control: scalars.dropFirst(2))
    case "]": self.init(command: scalars.dropFirst(2))
    default: return nil
    }
  }

  /// ECMA-48, 5.4: parameters, intermediate bytes, a final byte.
  private init?(control scalars: ArraySlice<Unicode.Scalar>) {
    guard let last = scalars.last else {
      self = .incomplete
      return
    }
    // The old report of a mouse goes on behind its final byte, with what could be keys (X10).
    if scalars.first == "M" {
      self = scalars.count < 4 ? .incomplete : .complete(nil)
      return
    }
    switch last.value {
    case 0x20...0x3F: self = .incomplete
    case 0x40...0x7E:
      self = .complete(Self.input(String(String.UnicodeScalarView(scalars.dropLast())), last))
    default: return nil
    }
  }

  /// OSC 11: the only one that is asked for.
  private init?(command scalars: ArraySlice<Unicode.Scalar>) {
    let text = String(String.UnicodeScalarView(scalars))
    let beginning = "11;rgb"
    if text.hasSuffix("\u{7}") || text.hasSuffix("\u{1B}\\") {
      let colour = text.dropFirst(3).prefix { $0 != "\u{7}" && $0 != "\u{1B}" }
      self = .complete(RGB(terminalAnswer: colour).map { .answer(.background($0)) })
    } else if beginning.hasPrefix(text)
      || text.hasPrefix(beginning) && Self.isColour(text.dropFirst(beginning.count))
    {
      self = .incomplete
    } else {
      return nil
    }
  }

  private static func isColour(_ text: Substring) -> Bool {
    let body = text.hasSuffix("\u{1B}") ? text.dropLast() : text
    return body.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "/" }
  }

  private static func input(_ parameters: String, _ final: Unicode.Scalar) -> TerminalInput? {
    switch final {
    case "I" where parameters.isEmpty: return .focused(true)
    case "O" where parameters.isEmpty: return .focused(false)
    case "M" where parameters.hasPrefix("<"):
      return Mouse(report: parameters.dropFirst()).map { .mouse($0) }
    case "c" where parameters.hasPrefix("?"): return .answer(.attributes)
    case "y" where parameters.hasPrefix("?"):
      let numbers = parameters.dropFirst().prefix { $0 != "$" }.split(separator: ";").map {
        Int($0)
      }
      guard numbers.count == 2, let mode = numbers[0], let setting = numbers[1] else { return nil }
      // 0: not recognised; 3 and 4: set or reset for good.
      return .answer(.mode(mode, isKnown: setting == 1 || setting == 2))
    default: return nil
    }
  }
}
