import Foundation
import JobProfile

/// Blots out what might be secret in what people are shown of requests and answers.
struct Redaction: Sendable {
  /// Our credentials as they may stand in a text, the longest first.
  private let secrets: [String]

  /// What stands instead.
  static let blot = "•••"

  /// Parts of names whose values are nobody's business.
  private static let secretNames = [
    "token", "key", "secret", "passw", "pwd", "auth", "sig", "credential", "session",
  ]

  init(_ credentials: Credentials) {
    let pair = "\(credentials.username ?? ""):\(credentials.password ?? "")"
    let plain = [credentials.password, credentials.token].compactMap(\.self)
      .filter { !$0.isEmpty }
    let basic = plain.isEmpty ? [] : [Data(pair.utf8).base64EncodedString()]
    let encoded = plain.compactMap {
      $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
    }
    secrets = Set(plain + basic + encoded).sorted { ($1.count, $0) < ($0.count, $1) }
  }

  /// Path and query, as in `/jobs?page=2&token=•••`.
  func target(_ target: String) -> String {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return text(target) }
    let query = parts[1].split(separator: "&").map(pair).joined(separator: "&")
    return text(String(parts[0])) + (query.isEmpty ? "" : "?" + query)
  }

  /// A text without our credentials.
  func text(_ text: String) -> String {
    secrets.reduce(text) { $0.contains($1) ? $0.replacing($1, with: Self.blot) : $0 }
  }

  private func pair(_ pair: Substring) -> String {
    let name = pair.prefix { $0 != "=" }
    guard name.count < pair.count else { return text(String(pair)) }
    let folded = name.lowercased()
    if Self.secretNames.contains(where: { folded.contains($0) }) { return name + "=" + Self.blot }
    return text(String(pair))
  }
}
