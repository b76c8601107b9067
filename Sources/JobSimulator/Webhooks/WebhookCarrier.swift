/// The way of webhooks over the network: AsyncHTTPClient, or what a test writes down.
package protocol WebhookCarrier: Sendable {
  /// Whether a URL may be told of changes, as far as its host says it.
  func admits(_ url: WebhookURL) async -> Bool
  /// Posts a message; gives the code of the answer, nothing where none came.
  func carry(_ message: WebhookMessage) async -> Int?
  /// Lets go of connections.
  func close() async
}
