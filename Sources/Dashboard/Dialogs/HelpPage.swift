import Screen

/// What of the help is on the screen.
struct HelpPage: Sendable {
  var firstLine = 0
  /// Words that every line has; all lines where nothing stands there.
  var search = TextInput()
  /// Whether these are being typed.
  var isTyping = false
}
