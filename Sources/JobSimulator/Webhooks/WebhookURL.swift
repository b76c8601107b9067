import Foundation
import JobModel

/// An absolute URL that somebody wants to be called back at.
package struct WebhookURL: Hashable, Sendable {
  /// As it was given.
  package let text: String
  /// Its host without brackets; nothing where the scheme has none.
  package let host: String?
  /// Its host, with the port where it names one: what else stands in a URL may be secret.
  package let place: String
  /// Whether it can be posted to.
  package let isHTTP: Bool

  /// Reads one; nothing where the text is no absolute URL.
  package init?(_ text: String) {
    guard let url = URL(string: text, encodingInvalidCharacters: false),
      let scheme = url.scheme?.lowercased()
    else { return nil }
    let host = url.host.flatMap { $0.isEmpty ? nil : $0 }
    self.text = text
    self.host = host.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "[]")) }
    place = (host ?? "") + (url.port.map { ":\($0)" } ?? "")
    isHTTP = (scheme == "http" || scheme == "https") && host != nil
    // A browser's parser, too, wants a host behind these, and a port that there is.
    if scheme == "http" || scheme == "https" {
      guard host != nil, NetworkPort.isReachable(url.port) else { return nil }
    }
  }
}
