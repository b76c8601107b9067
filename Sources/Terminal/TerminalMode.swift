/// What terminals of today can be asked for and terminfo has no words for.
enum TerminalMode: CaseIterable {
  /// Pasted text comes between marks (2004).
  case paste
  /// The window has a title of ours; XTWINOPS 22 and 23 keep and bring back the one before.
  case title
  /// It says when its window gets and loses the keyboard (1004).
  case focus
  /// It says what buttons and wheel of the mouse do (1000), in numbers without limit (1006). Its own
  /// selection then takes a key held down.
  case mouse
  /// A frame is shown when it is complete (2026): begun before each, ended after it.
  case frames

  /// What is sent when the terminal becomes ours.
  var beginning: String {
    switch self {
    case .paste: "\u{1B}[?2004h"
    case .title: "\u{1B}[22;2t"
    case .focus: "\u{1B}[?1004h"
    case .mouse: "\u{1B}[?1000h\u{1B}[?1006h"
    case .frames: ""
    }
  }

  /// What is sent when it is given back.
  var end: String {
    switch self {
    case .paste: "\u{1B}[?2004l"
    case .title: "\u{1B}[23;2t"
    case .focus: "\u{1B}[?1004l"
    case .mouse: "\u{1B}[?1006l\u{1B}[?1000l"
    case .frames: "\u{1B}[?2026l"
    }
  }

  /// What is sent before a frame.
  static let frameStart = "\u{1B}[?2026h"
}
