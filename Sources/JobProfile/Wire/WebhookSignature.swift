import Crypto
import Foundation
import HTTPTypes
import JobModel

/// The three header fields of a signed webhook (Standard Webhooks 1.0).
///
/// ```
///  webhook-id: msg_2KWPBgLl…           the same on every repeat
///  webhook-timestamp: 1674087231       seconds of the epoch, of this try
///  webhook-signature: v1,K5oZfzN95Z…   HMAC-SHA256 of "id.timestamp.body" in Base64; several, by blanks
/// ```
package enum WebhookSignature {
  /// A message that is older or younger is refused, so that nobody can send it again later.
  package static let tolerance = Duration.seconds(300)

  private static let id = HTTPField.Name("webhook-id")
  private static let timestamp = HTTPField.Name("webhook-timestamp")
  private static let signature = HTTPField.Name("webhook-signature")

  /// The header fields for a body that is sent at an instant.
  package static func fields(
    id text: String,
    body: [UInt8],
    secret: WebhookSecret,
    now: Timestamp
  ) -> HTTPFields {
    let seconds = String(now.nanoseconds / 1_000_000_000)
    let code = HMAC<SHA256>.authenticationCode(
      for: signed(id: text, seconds: seconds, body: body),
      using: secret.key
    )
    var fields: HTTPFields = [:]
    if let id { fields[id] = text }
    if let timestamp { fields[timestamp] = seconds }
    if let signature { fields[signature] = "v1,\(Data(code).base64EncodedString())" }
    return fields
  }

  /// Checks that a body came from one who knows the secret, and lately.
  /// - Returns: the id, by which a repeat is recognised.
  package static func verify(
    _ headers: HTTPFields,
    body: [UInt8],
    secret: WebhookSecret,
    now: Timestamp
  ) throws(WebhookMistake) -> String {
    guard let id = text(id, in: headers), let seconds = text(timestamp, in: headers),
      let codes = text(signature, in: headers)
    else { throw .unsigned }
    guard let sent = Int64(seconds), (0...9_000_000_000).contains(sent) else { throw .unsigned }
    let age = Timestamp(seconds: Double(sent)).duration(to: now)
    guard age <= tolerance, age >= .zero - tolerance else { throw .outOfTime }
    let data = signed(id: id, seconds: seconds, body: body)
    let isRight = codes.split(separator: " ").contains { code in
      guard code.hasPrefix("v1,"), let code = Data(base64Encoded: String(code.dropFirst(3))) else {
        return false
      }
      return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: data, using: secret.key)
    }
    guard isRight else { throw .wrongSignature }
    return id
  }

  private static func signed(id: String, seconds: String, body: [UInt8]) -> [UInt8] {
    Array("\(id).\(seconds).".utf8) + body
  }

  private static func text(_ name: HTTPField.Name?, in headers: HTTPFields) -> String? {
    name.flatMap { headers[$0] }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Why a webhook is not believed.
package enum WebhookMistake: Error, Hashable, Sendable {
  /// A header field of the three is missing or makes no sense.
  case unsigned
  /// It was sent more than five minutes ago, or our clocks differ that much.
  case outOfTime
  /// Who signed it does not know the secret, or the body was changed.
  case wrongSignature
}
