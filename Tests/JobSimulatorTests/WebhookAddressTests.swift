import HTTPTypes
import Testing

@testable import JobSimulator

/// Where a server may be made to call.
struct WebhookAddressTests {
  @Test(arguments: [
    ("8.8.8.8", true), ("1.1.1.1", true), ("2606:4700::1111", true), ("::ffff:8.8.8.8", true),
    ("127.0.0.1", false), ("10.1.2.3", false), ("172.16.0.1", false), ("172.31.255.255", false),
    ("172.32.0.1", true), ("192.168.1.1", false), ("169.254.169.254", false), ("0.0.0.0", false),
    ("100.64.0.1", false), ("224.0.0.1", false), ("255.255.255.255", false), ("::1", false),
    ("::", false), ("fe80::1", false), ("fc00::1", false), ("ff02::1", false),
    ("::ffff:127.0.0.1", false), ("64:ff9b::a00:1", false), ("2002:7f00:1::", false),
    ("2001:db8::1", false),
  ])
  func `only public addresses are called from a server that others reach`(
    text: String,
    isPublic: Bool
  ) {
    #expect(NetworkAddress(text)?.isPublic == isPublic)
  }

  @Test(arguments: ["127.0.0.1", "[::1]", "169.254.169.254", "localhost"])
  func `names and addresses of the own network are not admitted`(host: String) async throws {
    let url = try #require(WebhookURL("http://\(host):8080/x"))
    let guarded = HTTPWebhookCarrier(isOpen: false)
    #expect(await guarded.admits(url) == false)
    await guarded.close()
    let open = HTTPWebhookCarrier(isOpen: true)
    #expect(await open.admits(url))
    await open.close()
  }

  @Test(arguments: ["http://127.0.0.1:0/", "http://127.0.0.1:65536/", "https://[::1]:99999/x"])
  func `a port that there is not is no place to be called at`(url: String) async throws {
    #expect(WebhookURL(url) == nil)
    let carrier = HTTPWebhookCarrier(isOpen: true)
    // It may have been registered with an older version.
    #expect(await carrier.carry(WebhookMessage(url: url, headers: [:], body: [])) == nil)
    await carrier.close()
  }
}
