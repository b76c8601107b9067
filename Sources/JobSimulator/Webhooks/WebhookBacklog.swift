import JobModel

/// What is still to be told to one webhook.
struct WebhookBacklog: Sendable {
  let webhook: Webhook
  /// Up to which revision changes were put into messages.
  let known: Int
  /// The messages among them that have not arrived, the oldest first.
  var messages: [Announcement] = []
}
