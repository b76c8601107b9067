import Foundation
import JobModel

/// The address of a server: scheme, host, port and the path in front of every request's own.
public struct BaseURL: Hashable, Sendable {
  /// `http` or `https`.
  public let scheme: String
  /// The host, without brackets.
  public let host: String
  /// The port, also where the URL leaves it to the scheme.
  public let port: Int
  /// The path in front of every target, without a slash at its end.
  public let path: String

  /// Reads a URL; a last slash is dropped, a query and a fragment are refused.
  /// - Throws: `JobFailure.invalid`, saying what a base URL looks like.
  public init(_ text: String) throws(JobFailure) {
    let hasQuery = text.contains { "?#".contains($0) }
    let allowed = "a URL such as http://127.0.0.1:8080" + (hasQuery ? ", without a query" : "")
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty,
      parts.query == nil, parts.fragment == nil,
      NetworkPort.isReachable(parts.port), !Self.lacksPort(text)
    else { throw .invalid(name: "The server's URL", given: Self.shown(text), allowed: allowed) }
    guard parts.user == nil, parts.password == nil else {
      throw .invalid(
        name: "The server's URL",
        given: "\(scheme)://…@\(host)",
        allowed: "without credentials, which are given apart"
      )
    }
    self.scheme = scheme
    self.host = host.trimmingCharacters(in: ["[", "]"])
    port = parts.port ?? (scheme == "https" ? 443 : 80)
    var path = parts.percentEncodedPath
    while path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  /// Scheme, host and port of a URL, and the rest of it as the target of a request.
  package static func parts(
    of url: String
  ) throws(JobFailure) -> (base: BaseURL, target: String) {
    let scheme = url.prefix { $0 != ":" }
    let rest = url.dropFirst(scheme.count + 3)
    let host = rest.prefix { !"/?#".contains($0) }
    let base = try BaseURL("\(scheme)://\(host)")
    let target = rest.dropFirst(host.count).prefix { $0 != "#" }
    return (base, target.hasPrefix("/") ? String(target) : "/" + target)
  }

  /// What of a URL may be shown: a user's password and a query can be secret.
  static func shown(_ text: String) -> String {
    let head = text.prefix { !"?#".contains($0) }
    let parts = head.components(separatedBy: "://")
    let rest = parts.dropFirst().joined(separator: "://")
    let host = rest.prefix { $0 != "/" }
    guard let at = host.lastIndex(of: "@") else { return head + (head == text ? "" : "?…") }
    return "\(parts[0])://…\(rest[at...])" + (head == text ? "" : "?…")
  }

  /// A colon after the host and nothing behind it: a variable was empty, and port 80 is not meant.
  private static func lacksPort(_ text: String) -> Bool {
    let rest = text.split(separator: "://", maxSplits: 1).last ?? ""
    return rest.prefix { $0 != "/" }.hasSuffix(":")
  }

  /// The URL as it would be typed.
  public var text: String { "\(scheme)://\(authority)\(path)" }

  /// Host and port, without a port that the scheme implies (RFC 9110 §7.2).
  var authority: String {
    let isStandard = port == (scheme == "https" ? 443 : 80)
    return isStandard ? bracketedHost : "\(bracketedHost):\(port)"
  }

  /// The absolute URL of a target such as `/v1/jobs?limit=100`.
  func url(of target: String) -> String {
    "\(scheme)://\(bracketedHost):\(port)\(path)\(target)"
  }

  private var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }
}
