import Crypto
import Foundation

/// The key that sender and receiver of a webhook share (Standard Webhooks 1.0), as in `whsec_MfKQ9r8…`.
package struct WebhookSecret: Hashable, Sendable {
  private let bytes: [UInt8]

  private static let prefix = "whsec_"
  /// How many bytes the specification allows.
  private static let lengths = 24...64

  /// Draws a new one.
  package init(using generator: inout some RandomNumberGenerator) {
    bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// Reads one; nothing where it is not `whsec_` and 24 to 64 bytes in Base64.
  package init?(_ text: String) {
    guard text.hasPrefix(WebhookSecret.prefix),
      let data = Data(base64Encoded: String(text.dropFirst(WebhookSecret.prefix.count))),
      WebhookSecret.lengths.contains(data.count)
    else { return nil }
    bytes = Array(data)
  }

  /// The secret as it is handed over.
  package var text: String { WebhookSecret.prefix + Data(bytes).base64EncodedString() }

  var key: SymmetricKey { SymmetricKey(data: bytes) }
}
