/// Server-Sent Events.
struct EventStreamPush: Hashable, Sendable {
  let request: RequestSample
  /// Name of the event; nothing: unnamed.
  var event: String?
  let message: PushMessage
}
