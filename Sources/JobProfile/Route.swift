import JobModel

/// What a request means to a server.
public enum Route: Hashable, Sendable {
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
  /// A needed value is not there: the name of the input at fault.
  case absent(JobOperation, name: String)
  /// A value is there and unusable: the name of the input at fault.
  case invalid(JobOperation, name: String)
  /// The body is declared and cannot be parsed.
  case unreadableBody
  /// The same path with or without the last slash, and the code of the redirect.
  case redirect(to: String, code: Int)
  /// The path is known and the method is not; the methods that are, in the profile's order.
  case wrongMethod(allowed: [String])
  /// No operation has this path.
  case unknownPath
}
