/// What can be done with a webhook.
public enum WebhookOperation: String, CaseIterable, Hashable, Sendable {
  case register, unregister
}
