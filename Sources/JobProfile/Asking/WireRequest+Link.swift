extension WireRequest {
  /// The target that a link of the server leads to, for a request to the same base URL.
  ///
  /// - Parameters:
  ///   - link: as the server wrote it: absolute, a path, only a query, or relative (RFC 3986 §4.2).
  ///   - target: that of the request whose answer had the link.
  ///   - base: the base URL, as in `https://farm.example/api`.
  /// - Returns: nothing where the link leads to another host: no credentials may follow it there.
  public static func target(ofLink link: String, from target: String, base: String) -> String? {
    let own = Address(base)
    var path = link[...]
    if let authority = Address.authority(of: link) {
      guard authority.host == own.host else { return nil }
      path = authority.rest.isEmpty ? "/" : authority.rest
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

  /// Host and path of a base URL.
  private struct Address {
    let host: String
    let path: String

    init(_ url: String) {
      let authority = Address.authority(of: url)
      host = authority?.host ?? ""
      var path = authority?.rest ?? ""
      while path.hasSuffix("/") { path = path.dropLast() }
      self.path = String(path)
    }

    /// The host in lower case, without user and port, and what follows; nothing without `//`.
    static func authority(of url: String) -> (host: String, rest: Substring)? {
      let scheme = url.prefix { $0.isLetter || $0.isNumber || $0 == "+" || $0 == "-" }
      var rest = url[...]
      if !scheme.isEmpty, url[scheme.endIndex...].hasPrefix("://") {
        rest = url[scheme.endIndex...].dropFirst()
      }
      guard rest.hasPrefix("//") else { return nil }
      rest = rest.dropFirst(2)
      let authority = rest.prefix { !"/?#".contains($0) }
      let named = authority.split(separator: "@").last ?? ""
      let host = named.hasPrefix("[") ? named.prefix { $0 != "]" } : named.prefix { $0 != ":" }
      return (host.lowercased(), rest[authority.endIndex...])
    }
  }
}
