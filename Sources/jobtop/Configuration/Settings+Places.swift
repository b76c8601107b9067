extension Settings {
  /// Does what a setting of a server asks for; a failure tells where that stands, where it is in the
  /// file, and says `text` there.
  func placing<Value>(
    _ setting: Setting,
    of server: String,
    _ text: String? = nil,
    _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let failure as CommandFailure {
      // Looked for only now: a line that has moved makes no other server.
      let path = paths.configurationFile
      guard let file = try? ConfigurationFile(reading: path),
        let entry = file.server(named: server)?.settings[setting], text ?? entry.text == entry.text
      else { throw failure }
      throw CommandFailure(failure.outcome, "\(path):\(entry.line): \(failure.description)")
    }
  }
}
