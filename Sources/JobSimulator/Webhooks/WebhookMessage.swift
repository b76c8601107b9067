import HTTPTypes

/// One POST to a webhook.
package struct WebhookMessage: Hashable, Sendable {
  /// Where it goes.
  package var url: String
  /// The header fields.
  package var headers: HTTPFields
  /// JSON.
  package var body: [UInt8]
}
