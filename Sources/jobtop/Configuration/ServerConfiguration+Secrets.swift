import JobProfile

extension ServerConfiguration {
  /// Whether what was named as a secret is ever sent: one that is not was meant to be.
  /// - Throws: `ConfigurationFailure` with where it was named and what would be right.
  func checkSecrets(for profile: Profile) throws(ConfigurationFailure) {
    let kinds = [
      ("password", password, profile.asksForPassword), ("token", token, profile.asksForToken),
    ]
    for (word, source, isSent) in kinds where !isSent {
      guard let place = source?.place else { continue }
      throw ConfigurationFailure(
        place,
        "a \(word) is never sent to \(name), by its profile \(profile.name)",
        right: Self.right(for: profile)
      )
    }
  }

  /// What a profile asks for, as the end of a sentence.
  static func right(for profile: Profile) -> String {
    switch (profile.asksForPassword, profile.asksForToken) {
    case (true, false): "it asks for username and password_file"
    case (false, true): "it asks for token_file"
    case (true, true): "it asks for both"
    case (false, false): "it asks for none"
    }
  }
}
