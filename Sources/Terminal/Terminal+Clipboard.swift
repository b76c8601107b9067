import Screen

extension Terminal {
  /// Rings the bell, in whatever way the terminal does.
  package func ring() {
    guard isOpen else { return }
    device.send("\u{7}")
  }

  /// Shows a notification, where the terminal can.
  package func notify(
    _ text: String,
    as notice: ClipboardSequence.Notice,
    through multiplexer: ClipboardSequence.Multiplexer?
  ) {
    guard isOpen, device.understandsXterm else { return }
    device.send(ClipboardSequence.notification(text, as: notice, through: multiplexer))
  }

  /// Whether it may have a way to a clipboard; whether it lets programs use that it does not tell.
  package var takesCopies: Bool { device.understandsXterm }

  /// Puts text into the clipboard of whoever sits there, where the terminal lets programs do so.
  package func copy(_ text: String, through multiplexer: ClipboardSequence.Multiplexer?) {
    guard isOpen, device.understandsXterm else { return }
    device.send(ClipboardSequence.text(text, through: multiplexer))
  }
}
