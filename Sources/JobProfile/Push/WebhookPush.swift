import HTTPTypes

/// Messages posted to a URL of ours.
struct WebhookPush: Hashable, Sendable {
  let message: PushMessage
  var register: Operation?
  var unregister: Operation?
  /// Signed as Standard Webhooks are.
  var isSigned = false
  /// Further header fields of each message.
  var headers: HTTPFields = [:]
}
