import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// The signatures of Standard Webhooks; the code was computed by another implementation (Python's hmac).
struct WebhookSignatureTests {
  private let secret = WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
  private let body = Array(#"{"test": 2432232314}"#.utf8)
  private let sent = Timestamp(seconds: 1_614_265_330)
  private let headers: HTTPFields = [
    .webhookID: "msg_p5jXN8AQM9LWM0D4loKWxJek", .webhookTimestamp: "1614265330",
    .webhookSignature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  ]

  @Test func `a message is signed as others sign it`() throws {
    let fields = WebhookSignature.fields(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      body: body,
      secret: try #require(secret),
      now: sent
    )
    #expect(fields == headers)
  }

  @Test(arguments: [0, 300, -300])
  func `a message within five minutes is believed`(age: Int) throws {
    #expect(try verify(headers, after: age) == "msg_p5jXN8AQM9LWM0D4loKWxJek")
  }

  @Test(arguments: [301, -301])
  func `one that was sent at another time is not`(age: Int) {
    #expect(throws: WebhookMistake.outOfTime) { try verify(headers, after: age) }
  }

  @Test func `one right signature of several is enough`() throws {
    var headers = headers
    let right = headers[.webhookSignature] ?? ""
    headers[.webhookSignature] = "v1a,AAAA v1,AAAA \(right)"
    #expect(try verify(headers) == "msg_p5jXN8AQM9LWM0D4loKWxJek")
  }

  @Test(arguments: [
    (HTTPField.Name.webhookSignature, "v1,AAAA"), (.webhookID, "msg_other"),
    (.webhookTimestamp, "1614265331"), (.webhookSignature, "v2,g0hM9SsE"),
  ])
  func `whatever else was signed is refused`(name: HTTPField.Name, value: String) {
    var headers = headers
    headers[name] = value
    #expect(throws: WebhookMistake.wrongSignature) { try verify(headers) }
  }

  @Test func `a changed body is refused`() throws {
    let secret = try #require(secret)
    #expect(throws: WebhookMistake.wrongSignature) {
      try WebhookSignature.verify(headers, body: body + [0x20], secret: secret, now: sent)
    }
  }

  @Test(arguments: [
    (HTTPField.Name.webhookSignature, ""), (.webhookID, ""), (.webhookTimestamp, "soon"),
    (.webhookTimestamp, "-1"), (.webhookTimestamp, "99999999999999999999"),
  ])
  func `what is not signed is refused`(name: HTTPField.Name, value: String) {
    var headers = headers
    headers[name] = value
    #expect(throws: WebhookMistake.unsigned) { try verify(headers) }
  }

  @Test func `a new secret can be handed over`() {
    var generator = SystemRandomNumberGenerator()
    let secret = WebhookSecret(using: &generator)
    #expect(secret.text.hasPrefix("whsec_"))
    #expect(WebhookSecret(secret.text) == secret)
    #expect(WebhookSecret(using: &generator) != secret)
  }

  @Test(arguments: ["", "whsec_", "whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_%%%"])
  func `what is no secret is not taken for one`(text: String) {
    #expect(WebhookSecret(text) == nil)
  }

  private func verify(_ headers: HTTPFields, after seconds: Int = 0) throws -> String {
    try WebhookSignature.verify(
      headers,
      body: body,
      secret: try #require(secret),
      now: sent.advanced(by: .seconds(seconds))
    )
  }
}

extension HTTPField.Name {
  fileprivate static let webhookID = Self("webhook-id") ?? .from
  fileprivate static let webhookTimestamp = Self("webhook-timestamp") ?? .from
  fileprivate static let webhookSignature = Self("webhook-signature") ?? .from
}
