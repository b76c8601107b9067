/// What can be done with a webhook.
package enum WebhookOperation: String, CaseIterable, Hashable, Sendable {
  case register, unregister
}
