/// A password or a token; it says itself to nobody who does not ask for it by name.
struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The secret itself, for the request that needs it and nothing else.
  let revealed: String

  /// Keeps a secret.
  init(_ text: String) {
    revealed = text
  }

  /// Never the secret.
  var description: String { "(secret)" }

  /// Never the secret.
  var debugDescription: String { description }

  /// Empty, so that `dump` finds nothing.
  var customMirror: Mirror { Mirror(self, children: []) }
}
