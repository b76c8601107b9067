import AsyncHTTPClient
import Foundation

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
  private let isSOCKS: Bool
  private let username: String?
  private let password: String?

  /// Nothing where the server is reached without one.
  init?(for base: BaseURL, in environment: [String: String]) {
    func value(_ name: String) -> String? {
      [name, name.uppercased()].compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    guard !Self.isThisMachine(base.host), !Self.isExcepted(base, by: value("no_proxy") ?? ""),
      let text = value(base.scheme + "_proxy") ?? value("all_proxy"),
      let parts = URLComponents(string: text.contains("://") ? text : "http://" + text),
      let scheme = parts.scheme?.lowercased(), let host = parts.host, !host.isEmpty
    else { return nil }
    switch scheme {
    case "http": isSOCKS = false
    case "socks", "socks5", "socks5h": isSOCKS = true
    // No library of ours speaks to others.
    default: return nil
    }
    self.host = host.trimmingCharacters(in: ["[", "]"])
    port = parts.port ?? (isSOCKS ? 1080 : 80)
    username = parts.user
    password = parts.password
  }

  /// How sentences call it; never its credentials.
  var name: String { "\(host):\(port)" }

  var configuration: HTTPClient.Configuration.Proxy {
    if isSOCKS { return .socksServer(host: host, port: port) }
    guard let username else { return .server(host: host, port: port) }
    let credentials = HTTPClient.Authorization.basic(username: username, password: password ?? "")
    return .server(host: host, port: port, authorization: credentials)
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
  func through(_ proxy: Proxy?) -> TransportFailure {
    guard let proxy, case .notConnected(let why) = self else { return self }
    return .notConnected("\(why), at the proxy \(proxy.name)")
  }

  /// The proxy wants to know who we are.
  static let proxyRefusal = TransportFailure.notConnected("credentials are wanted (407)")
}
