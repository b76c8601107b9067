import Screen

extension Terminal {
  /// Puts text into the clipboard of whoever sits there, where the terminal lets programs do so.
  package func copy(_ text: String, through multiplexer: ClipboardSequence.Multiplexer?) {
    guard isOpen, device.understandsXterm else { return }
    device.send(ClipboardSequence.text(text, through: multiplexer))
  }
}
