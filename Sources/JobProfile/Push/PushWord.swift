/// A message that a client sends, or that a server answers it with.
struct PushWord: Hashable, Sendable {
  /// The event's name, where the transport has names.
  var event: String?
  var message: Sample
}
