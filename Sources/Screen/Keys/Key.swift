/// A key as it went down.
package enum Key: Hashable, Sendable {
  /// A key that writes something, the space bar among them.
  case character(Character)
  /// With ctrl held down; letters in lower case.
  case control(Character)
  /// With alt held down.
  case alt(Character)
  /// Keys that move.
  case up, down, left, right, home, end, pageUp, pageDown
  /// Keys that act.
  case enter, escape, tab, backTab, backspace, delete, insert
  /// F1 and on, by number.
  case function(Int)
  /// Text pasted in one piece.
  case paste(String)
  /// Text pasted in one piece that is longer than anything takes, and so many bytes long; it is not kept.
  case longPaste(bytes: Int)
}
