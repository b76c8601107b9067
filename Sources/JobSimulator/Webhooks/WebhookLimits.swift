/// How many webhooks a server has, and how much it does for them at a time.
///
/// What waits for a receiver is bounded by both: however many register, and never answer, others are
/// answered as before.
package struct WebhookLimits: Hashable, Sendable {
  /// The most that are registered at a time.
  package var webhooks = 1_000
  /// The most that one client has registered, by its key, or else by its address.
  package var webhooksPerClient = 100
  /// The most jobs at a time that call back a URL of their own.
  var callbacks = 10_000
  /// The most requests at a time.
  var requests = 256
  /// The most of them to one host and port.
  var requestsPerHost = 16
  /// The most messages of one webhook that are sent or wait to be sent again.
  var messagesPerWebhook = 256
  /// The most of all webhooks, but for one that each has.
  var messages = 16_384

  /// The limits of a server of which nothing else is said.
  package init() {}

  /// The most messages of one webhook where there are so many; further changes wait in the simulation.
  func messages(ofEachOf count: Int) -> Int {
    max(1, min(messagesPerWebhook, messages / max(1, count)))
  }
}
