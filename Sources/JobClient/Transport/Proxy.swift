import AsyncHTTPClient
import Foundation
import JobModel
import NIOHTTP1

/// What stands between us and a server, as the environment names it for most programs.
///
/// | variable | what it holds |
/// |---|---|
/// | `http_proxy`, `https_proxy` | for servers of that scheme: `http://user:password@proxy:3128`, or `socks5://…` |
/// | `all_proxy` | for all others |
/// | `no_proxy` | hosts that are reached without, with all below them: `example.org,10.0.0.7`; `*`: all |
///
/// Capitals do as well, small letters count first. This machine is always reached without. The way to
/// servers of either scheme is a tunnel (`CONNECT`, RFC 9110 §9.3.6), as the HTTP client has it.
struct Proxy: Hashable, Sendable {
  let host: String
  let port: Int
  /// The variable that names it.
  let variable: String
  let isSOCKS: Bool
  private let username: String?
  private let password: String?

  /// Nothing where the server is reached without one.
  /// - Throws: `Unusable` where one is named that nobody here knows how to speak to: to go without it
  ///   was not what the environment asks for.
  init?(for base: BaseURL, in environment: [String: String]) throws(Unusable) {
    func value(_ name: String) -> (variable: String, text: String)? {
      [name, name.uppercased()].compactMap { name in
        environment[name].flatMap { $0.isEmpty ? nil : (name, $0) }
      }.first
    }
    guard !Self.isThisMachine(base.host), !Self.isExcepted(base, by: value("no_proxy")?.text ?? ""),
      let (variable, text) = value(base.scheme + "_proxy") ?? value("all_proxy")
    else { return nil }
    let parts = URLComponents(string: text.contains("://") ? text : "http://" + text)
    let host = parts?.host.map { $0.trimmingCharacters(in: ["[", "]"]) } ?? ""
    let isUsable = !host.isEmpty && NetworkPort.isReachable(parts?.port)
    switch parts?.scheme?.lowercased() {
    case "http" where isUsable: isSOCKS = false
    case "socks" where isUsable, "socks5" where isUsable, "socks5h" where isUsable: isSOCKS = true
    default:
      // No library of ours speaks to others.
      let scheme = parts?.scheme ?? "http"
      let given = "\(scheme)://\(host)" + (parts?.port.map { ":\($0)" } ?? "")
      throw Unusable(variable: variable, given: given, server: base.host)
    }
    self.host = host
    self.variable = variable
    port = parts?.port ?? (isSOCKS ? 1080 : 80)
    username = parts?.user
    password = parts?.password
  }

  /// How sentences call it; never its credentials.
  var name: String { "\(host):\(port)" }

  var configuration: HTTPClient.Configuration.Proxy {
    if isSOCKS { return .socksServer(host: host, port: port) }
    guard let authorization else { return .server(host: host, port: port) }
    return .server(host: host, port: port, authorization: authorization)
  }

  /// What a `CONNECT` says of who we are.
  var headers: HTTPHeaders {
    HTTPHeaders(authorization.map { [("proxy-authorization", $0.headerValue)] } ?? [])
  }

  private var authorization: HTTPClient.Authorization? {
    username.map { .basic(username: $0, password: password ?? "") }
  }

  /// A proxy that cannot be spoken to; without its credentials.
  struct Unusable: Error, Hashable {
    let variable: String
    let given: String
    let server: String

    private var allowed: String { "http://HOST:PORT or socks5://HOST:PORT" }

    var failure: JobFailure {
      .invalid(
        name: variable,
        given: given,
        allowed: "\(allowed); to reach \(server) without a proxy add it to no_proxy"
      )
    }

    var transportFailure: TransportFailure {
      .notForwarded(by: variable, why: "the proxy \(given) is none of \(allowed)")
    }
  }

  private static func isThisMachine(_ host: String) -> Bool {
    host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host.hasPrefix("127.")
  }

  private static func isExcepted(_ base: BaseURL, by list: String) -> Bool {
    let host = base.host.lowercased()
    return list.lowercased().split { $0 == "," || $0.isWhitespace }.contains { entry in
      let name = entry.trimmingPrefix { $0 == "*" || $0 == "." }
      if name.isEmpty { return entry == "*" }
      let named = [host, "\(host):\(base.port)"]
      return named.contains { $0 == name || $0.hasSuffix("." + name) }
    }
  }
}

extension TransportFailure {
  /// The same where a proxy stands in between: what it does the server has not done.
  ///
  /// `error`: what was thrown; how a tunnel is secured is not the proxy's affair.
  func through(_ proxy: Proxy?, because error: any Error) -> TransportFailure {
    guard let proxy, !Self.meansTLS(error) else { return self }
    switch self {
    case .notConnected(let why):
      return .notForwarded(by: proxy.variable, why: "\(why), at the proxy \(proxy.name)")
    case .broken(Self.closed):
      return .broken("the connection was closed, by the server or the proxy \(proxy.name)")
    default: return self
    }
  }

  /// The proxy wants to know who we are.
  static let proxyRefusal = TransportFailure.notConnected("credentials are wanted (407)")
}
