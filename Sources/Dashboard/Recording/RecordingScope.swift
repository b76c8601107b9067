/// What of that which reaches the screen is written down.
package enum RecordingScope: Hashable, Sendable {
  case everything
  /// With stand-ins for what others may not see.
  case redacted

  /// What the first line says of it.
  var sign: String {
    switch self {
    case .everything: "● rec"
    case .redacted: "● rec, redacted"
    }
  }
}
