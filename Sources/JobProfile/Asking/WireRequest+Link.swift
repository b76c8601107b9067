extension WireRequest {
  /// The target that a link of the server leads to, for a request to the same base URL.
  ///
  /// - Parameters:
  ///   - link: as the server wrote it: absolute, a path, only a query, or relative (RFC 3986 §4.2).
  ///   - target: that of the request whose answer had the link.
  ///   - base: the base URL, as in `https://farm.example/api`.
  /// - Returns: nothing where the link leads to another host: no credentials may follow it there. The
  ///   same name with another port is another host, unless one of both ports is 80 or 443: a server
  ///   behind a proxy may not know by which of them it is reached.
  public static func target(ofLink link: String, from target: String, base: String) -> String? {
    let own = Address(base)
    var path = link[...]
    if let authority = Address.authority(of: link) {
      guard own.isSame(as: authority) else { return nil }
      path = authority.rest.isEmpty ? "/" : authority.rest
    } else if Address.hasScheme(link) {
      return nil
    }
    let ownPath = target.prefix { $0 != "?" }
    if path.hasPrefix("?") { return "\(ownPath)\(path)" }
    guard path.hasPrefix("/") else {
      let folder = ownPath.lastIndex(of: "/").map { ownPath[...$0] } ?? "/"
      return "\(folder)\(path)"
    }
    // A server behind a proxy that takes the base path away does not know of it.
    let isUnderBase = !own.path.isEmpty && path.hasPrefix(own.path + "/")
    return String(isUnderBase ? path.dropFirst(own.path.count) : path)
  }

  /// Host, port and path of a base URL.
  private struct Address {
    let host: String
    let port: Int?
    let path: String

    typealias Authority = (host: String, port: Int?, rest: Substring)

    init(_ url: String) {
      let authority = Address.authority(of: url)
      host = authority?.host ?? ""
      port = authority?.port
      var path = authority?.rest ?? ""
      while path.hasSuffix("/") { path = path.dropLast() }
      self.path = String(path)
    }

    func isSame(as other: Authority) -> Bool {
      let standard = [nil, 80, 443]
      let isSamePort =
        port == other.port || standard.contains(port) || standard.contains(other.port)
      return host == other.host && isSamePort
    }

    /// Whether a URL begins with the name of a protocol, as `mailto:` does (RFC 3986 §3.1).
    static func hasScheme(_ url: String) -> Bool {
      let start = url.prefix { !":/?#".contains($0) }
      return start.endIndex < url.endIndex && url[start.endIndex] == ":"
    }

    /// The host in lower case, the port where there is one, and what follows; nothing without `//`,
    /// or where what is in front of it is not HTTP.
    static func authority(of url: String) -> Authority? {
      let scheme = url.prefix { $0.isLetter || $0.isNumber || $0 == "+" || $0 == "-" }
      var rest = url[...]
      if ["http", "https"].contains(scheme.lowercased()), url[scheme.endIndex...].hasPrefix("://") {
        rest = url[scheme.endIndex...].dropFirst()
      }
      guard rest.hasPrefix("//") else { return nil }
      rest = rest.dropFirst(2)
      let authority = rest.prefix { !"/?#".contains($0) }
      let named = authority.split(separator: "@").last ?? ""
      let host = named.hasPrefix("[") ? named.prefix { $0 != "]" } : named.prefix { $0 != ":" }
      let port = named[host.endIndex...].drop { $0 == "]" || $0 == ":" }
      return (host.lowercased(), Int(port), rest[authority.endIndex...])
    }
  }
}
