import JobProfile

/// How a push connection is held; what is said on it follows by `tellPush`.
package enum PushPlan: Hashable, Sendable {
  /// Server-Sent Events; mute when not a byte comes for `idle`.
  case eventStream(WireRequest, idle: Duration)
  /// A plain WebSocket; mute when not even a ping is answered within `idle`.
  case webSocket(WireRequest, idle: Duration)
  /// Socket.IO; the server says itself after how long it is mute.
  case socketIO(WireRequest)
  /// We listen there; what is posted is handed on.
  case webhook(WebhookAddress)
}
