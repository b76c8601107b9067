import JobModel

extension Duration {
  /// Reads a time of a profile: `500ms`, `5s`, `2m`, `1h`; a bare number could mean anything.
  init?(withUnit text: some StringProtocol) {
    guard let last = text.last, last.isLetter else { return nil }
    self.init(written: text)
  }
}
