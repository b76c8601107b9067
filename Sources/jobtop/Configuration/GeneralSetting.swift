/// What can be set whatever the servers, with the name it has in each place.
enum GeneralSetting: String, CaseIterable, Hashable, Sendable {
  case theme, ascii, mouse, retention

  /// In the configuration file.
  var key: String { rawValue }

  /// As an environment variable, as in `JOBTOP_THEME`.
  var variable: String { "JOBTOP_" + rawValue.uppercased() }
}
