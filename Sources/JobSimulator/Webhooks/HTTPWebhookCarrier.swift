import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOPosix

/// Posts webhooks by AsyncHTTPClient.
struct HTTPWebhookCarrier: WebhookCarrier {
  private let client: HTTPClient
  /// Lets calls go into the server's own network: it is on loopback and reaches no more than its user.
  private let isOpen: Bool

  /// A receiver that does not answer within this time has not received.
  private static let patience = TimeAmount.seconds(5)

  init(isOpen: Bool) {
    self.isOpen = isOpen
    client = HTTPClient(
      eventLoopGroupProvider: .singleton,
      configuration: HTTPWebhookCarrier.configuration
    )
  }

  /// A redirect would lead past the check of the address.
  private static var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: patience, read: patience)
    )
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 32
    return configuration
  }

  func admits(_ url: WebhookURL) async -> Bool {
    guard !isOpen, let host = url.host else { return true }
    return await HTTPWebhookCarrier.publicAddress(of: host) != nil
  }

  func carry(_ message: WebhookMessage) async -> Int? {
    guard let url = WebhookURL(message.url), url.isHTTP else { return nil }
    guard !isOpen, let host = url.host else { return await post(message, by: client) }
    guard let address = await HTTPWebhookCarrier.publicAddress(of: host) else { return nil }
    // The name is not asked for again: the second answer could be another one.
    var configuration = HTTPWebhookCarrier.configuration
    configuration.dnsOverride = [host: address]
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    let code = await post(message, by: client)
    try? await client.shutdown()
    return code
  }

  func close() async {
    try? await client.shutdown()
  }

  private func post(_ message: WebhookMessage, by client: HTTPClient) async -> Int? {
    var request = HTTPClientRequest(url: message.url)
    request.method = .POST
    for field in message.headers {
      request.headers.add(name: field.name.canonicalName, value: field.value)
    }
    if message.headers[.userAgent] == nil {
      request.headers.add(name: "user-agent", value: "jobtop")
    }
    request.body = .bytes(ByteBuffer(bytes: message.body))
    guard let response = try? await client.execute(request, timeout: HTTPWebhookCarrier.patience)
    else { return nil }
    // Read to its end, a short answer leaves the connection usable.
    _ = try? await response.body.collect(upTo: 1 << 16)
    return Int(response.status.code)
  }

  /// The address of a host, where it is public; the system looks names up, and its first answer counts.
  private static func publicAddress(of host: String) async -> String? {
    if let literal = NetworkAddress(host) { return literal.isPublic ? host : nil }
    let found = try? await NIOThreadPool.singleton.runIfActive {
      try SocketAddress.makeAddressResolvingHost(host, port: 0)
    }
    guard let text = found?.ipAddress, NetworkAddress(text)?.isPublic == true else { return nil }
    return text
  }
}
