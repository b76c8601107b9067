import Foundation
import HTTPTypes
import JobModel
import JobProfile

extension JobClient {
  /// Fetches what lies at a URL and hands it on as it arrives, the code first.
  ///
  /// Up to five redirects are followed. Credentials go along only where a URL leads to this client's
  /// own server.
  /// - Throws: `unreachable`, `untrusted`, `noAnswer` where nothing came for 30 s.
  package func download(
    _ url: String,
    receive: @escaping @Sendable (StreamPart) async -> Void
  ) async throws(JobFailure) {
    var url = url
    for _ in 0...Self.redirectLimit {
      let relay = Relay(receive)
      do {
        try await fetch(url) { part in await relay.take(part) }
      } catch {
        throw describe(error)
      }
      guard let location = await relay.location else { return }
      guard let next = URL(string: location, relativeTo: URL(string: url))?.absoluteString else {
        throw describe(TransportFailure.broken("it has moved to “\(location)”, which is no URL"))
      }
      url = next
    }
    throw describe(TransportFailure.misled(redirects: Self.redirectLimit))
  }

  private static let redirectLimit = 5

  private func fetch(
    _ url: String,
    receive: @Sendable (StreamPart) async -> Void
  ) async throws {
    let idle = Duration.seconds(30)
    if let target = WireRequest.target(ofLink: url, from: "/", base: description.url) {
      let request = profile.download(target, credentials: credentials)
      return try await transport.stream(request, idle: idle, receive: receive)
    }
    guard let (base, target) = try? BaseURL.parts(of: url) else {
      throw JobFailure.unreadable(resultRequest, why: "“\(BaseURL.shown(url))” leads nowhere")
    }
    let stranger = HTTPTransport(base: base)
    let request = profile.download(target, credentials: Credentials())
    do {
      try await stranger.stream(request, idle: idle, receive: receive)
      await stranger.close()
    } catch {
      await stranger.close()
      throw error
    }
  }

  private var resultRequest: JobFailure.Request {
    JobFailure.Request(server: description.name, line: "GET of the result")
  }

  private func describe(_ error: any Error) -> JobFailure {
    let request = resultRequest
    return switch error {
    case TransportFailure.notConnected(let why), TransportFailure.broken(let why):
      .unreachable(request, why: why)
    case TransportFailure.notForwarded(let variable, let why):
      .notForwarded(request, by: variable, why: why)
    case TransportFailure.misled(let redirects): .misled(request, redirects: redirects)
    case TransportFailure.untrusted(let why): .untrusted(request, why: why)
    case TransportFailure.timedOut(let limit): .noAnswer(request, within: limit)
    case TransportFailure.tooLarge(let limit):
      .unreadable(request, why: "it is longer than \(limit) bytes")
    case let failure as JobFailure: failure
    default: .cancelled
    }
  }
}

/// Hands an answer on, unless it only says where what was asked for has moved to.
private actor Relay {
  private(set) var location: String?
  private let receive: @Sendable (StreamPart) async -> Void

  init(_ receive: @escaping @Sendable (StreamPart) async -> Void) {
    self.receive = receive
  }

  func take(_ part: StreamPart) async {
    if case .head(let code, let headers) = part, [301, 302, 303, 307, 308].contains(code) {
      location = headers[.location]
    }
    if location == nil { await receive(part) }
  }
}
