/// What terminals of today can be asked for and terminfo has no words for.
enum TerminalMode: CaseIterable {
  /// Pasted text comes between marks (2004).
  case paste
  /// The window has a title of ours; XTWINOPS 22 and 23 keep and bring back the one before.
  case title
  /// A frame is shown when it is complete (2026): begun before each, ended after it.
  case frames

  /// What is sent when the terminal becomes ours.
  var beginning: String {
    switch self {
    case .paste: "\u{1B}[?2004h"
    case .title: "\u{1B}[22;2t"
    case .frames: ""
    }
  }

  /// What is sent when it is given back.
  var end: String {
    switch self {
    case .paste: "\u{1B}[?2004l"
    case .title: "\u{1B}[23;2t"
    case .frames: "\u{1B}[?2026l"
    }
  }

  /// What is sent before a frame.
  static let frameStart = "\u{1B}[?2026h"
}
