/// What can be set about the screen, whatever the servers, with the name it has in each place.
enum ScreenSetting: String, CaseIterable, Hashable, Sendable {
  case theme, ascii, mouse

  /// In the configuration file.
  var key: String { rawValue }

  /// As an environment variable, as in `JOBTOP_THEME`.
  var variable: String { "JOBTOP_" + rawValue.uppercased() }
}
