import CNcurses
import Screen

/// Reads the keyboard through ncurses, which knows what each key of each terminal sends.
struct CursesKeyboard {
  // Beyond the numbers that ncurses gives to keys of its own accord.
  private static let pasteBegin: Int32 = 0x7001
  private static let pasteEnd: Int32 = 0x7002

  private var decoder = KeyDecoder()

  /// Makes the marks of a paste known, once ncurses has started; what the terminal says of itself is
  /// read here and not by ncurses, which knows the mouse of each terminal in another form.
  init() {
    // Only from here on does ncurses know what the terminal itself calls keys, and can forget one.
    keypad(curses_window(), true)
    define_key(nil, KEY_MOUSE)
    for report in ["\u{1B}[I", "\u{1B}[O"] { define_key(report, 0) }
    define_key("\u{1B}[200~", Self.pasteBegin)
    define_key("\u{1B}[201~", Self.pasteEnd)
  }

  /// What is read in one go at most, so that a megabyte that is pasted holds up nothing else.
  private static let slice = 4096

  /// What was typed and answered since, and whether that is all; never waits, but for the rest of an
  /// escape sequence.
  mutating func read() -> (inputs: [TerminalInput], isAll: Bool) {
    var inputs: [TerminalInput] = []
    var value: wint_t = 0
    for _ in 0..<Self.slice {
      switch wget_wch(curses_window(), &value) {
      case ERR: return (inputs + decoder.takeIdle(), true)
      case KEY_CODE_YES:
        if let input = Self.input(code: Int32(bitPattern: value)) {
          inputs += decoder.take(input)
        }
      default:
        if let scalar = Unicode.Scalar(value) { inputs += decoder.take(.scalar(scalar)) }
      }
    }
    return (inputs, false)
  }

  private static func input(code: Int32) -> KeyDecoder.Input? {
    switch code {
    case pasteBegin: .pasteBegin
    case pasteEnd: .pasteEnd
    default: (keys[code] ?? functionKey(code) ?? modifiedKey(code)).map { .key($0) }
    }
  }

  private static let keys: [Int32: Key] = [
    KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
    KEY_HOME: .home, KEY_END: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown,
    KEY_ENTER: .enter, KEY_BACKSPACE: .backspace, KEY_DC: .delete, KEY_IC: .insert,
    KEY_BTAB: .backTab, KEY_SR: .up, KEY_SF: .down, KEY_SLEFT: .left, KEY_SRIGHT: .right,
    KEY_SHOME: .home, KEY_SEND: .end, KEY_SPREVIOUS: .pageUp, KEY_SNEXT: .pageDown,
    KEY_FIND: .home, KEY_SELECT: .end, KEY_A1: .home, KEY_A3: .pageUp, KEY_C1: .end,
    KEY_C3: .pageDown,
  ]

  private static func functionKey(_ code: Int32) -> Key? {
    let number = code - curses_function_key(0)
    return (1...63).contains(number) ? .function(Int(number)) : nil
  }

  /// Keys with ctrl or alt have names instead of numbers, as `kLFT5`; they do what they do without.
  private static func modifiedKey(_ code: Int32) -> Key? {
    guard let pointer = keyname(code) else { return nil }
    let name = String(cString: pointer)
    return modified.first { name.hasPrefix($0.prefix) }?.key
  }

  private static let modified: [(prefix: String, key: Key)] = [
    ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home),
    ("kEND", .end), ("kPRV", .pageUp), ("kNXT", .pageDown), ("kDC", .delete), ("kIC", .insert),
  ]
}
