import Foundation
import JobModel

/// Where a server is to post to, and where we listen for it.
package struct WebhookAddress: Hashable, Sendable {
  /// The host as it stands in the URL.
  let host: String
  /// The port; 0: a free one.
  let port: Int
  /// The path, `/` where the URL has none.
  let path: String

  /// Reads the URL.
  /// - Throws: `JobFailure.invalid`, saying what it must look like.
  package init(_ text: String) throws(JobFailure) {
    guard let parts = URLComponents(string: text), parts.scheme?.lowercased() == "http",
      let host = parts.host, !host.isEmpty, parts.user == nil, parts.query == nil,
      parts.fragment == nil, parts.port == 0 || NetworkPort.isReachable(parts.port)
    else {
      throw .invalid(
        name: "The webhook's URL",
        given: text,
        allowed: "an http:// URL with the port to listen on, as in http://127.0.0.1:9000/hook"
      )
    }
    self.host = host
    port = parts.port ?? 80
    path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
  }

  /// The URL to register, once the port is known.
  func url(port: Int) -> String { "http://\(host):\(port)\(path)" }

  /// The address to listen on: the loopback for its names, an address as it is, and for the name of
  /// a machine all of its addresses.
  var interface: String {
    let plain = host.trimmingCharacters(in: ["[", "]"])
    if plain.lowercased() == "localhost" { return "127.0.0.1" }
    let isAddress = plain.contains(":") || plain.allSatisfy { $0.isNumber || $0 == "." }
    return isAddress ? plain : "0.0.0.0"
  }
}
