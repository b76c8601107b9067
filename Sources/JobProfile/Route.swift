import JobModel

/// What a request means to a server.
package enum Route: Hashable, Sendable {
  /// An operation with the facts of the request: `id`, `key`, `input.NAME`, `limit`, `next`, …
  case operation(JobOperation, values: [String: JSON])
  /// The path of the SSE stream; `lastEventID` where the client resumes.
  case sse(values: [String: JSON])
  /// The path of the WebSocket; `lastEventID` where the client resumes.
  case webSocket(values: [String: JSON])
  /// A status request to be held until the state changes; `holds`: seconds, where the client says.
  case longPoll(values: [String: JSON])
  /// A webhook is registered or withdrawn: `callback`, `webhook`.
  case webhook(WebhookOperation, values: [String: JSON])
  /// The URL of a webhook, or the name it got, is not there.
  case absentCallback(WebhookOperation)
  /// A needed value is not there: what the request calls it.
  case absent(JobOperation, name: String)
  /// A value is there and unusable: what the request calls it.
  case invalid(JobOperation, name: String)
  /// The body is declared by an operation and cannot be parsed; nothing: a server of this kind parses
  /// bodies before it looks at anything else.
  case unreadableBody(JobOperation? = nil)
  /// The same of a request for a webhook.
  case unreadableCallback(WebhookOperation)
  /// The body is not said to be JSON, and only then the server would look at it.
  case wrongType(JobOperation)
  /// The same path with or without the last slash, and the code of the redirect.
  case redirect(to: String, code: Int)
  /// The path is known and the method is not; the methods that are, in the profile's order.
  case wrongMethod(allowed: [String])
  /// The path has an escape that is none.
  case unreadablePath
  /// No operation has this path.
  case unknownPath
}
