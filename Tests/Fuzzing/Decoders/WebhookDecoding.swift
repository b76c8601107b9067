import HTTPTypes
import JobModel
import JobProfile

/// The word is a secret; the header fields are those of a signed webhook.
enum WebhookDecoding: Decoding {
  private static let now = Timestamp(seconds: 1_674_087_240)

  static func take(_ bytes: [UInt8]) {
    let sheet = Sheet(bytes)
    guard let secret = WebhookSecret(sheet.word(0)) else { return }
    precondition(WebhookSecret(secret.text) == secret, "a secret is written as another one")
    _ = try? WebhookSignature.verify(sheet.headers, body: sheet.body, secret: secret, now: now)
    let fields = WebhookSignature.fields(id: "7", body: sheet.body, secret: secret, now: now)
    do {
      let id = try WebhookSignature.verify(fields, body: sheet.body, secret: secret, now: now)
      precondition(id == "7", "a signature names another message")
    } catch {
      preconditionFailure("our own signature is refused: \(error)")
    }
  }
}
