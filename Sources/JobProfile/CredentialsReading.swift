extension Profile {
  /// What a request says of who sends it.
  package enum CredentialsReading: Hashable, Sendable {
    /// Nothing, or another scheme.
    case none
    /// Something that cannot be decoded.
    case malformed
    /// These, right or wrong.
    case given(Credentials)
  }
}
