import Foundation
import JobProfile

/// The headers of the command line, which everyone on the machine can read.
struct HeaderOptions {
  /// What is right among them.
  let headers: [HTTPHeader]
  /// What is wrong with the others.
  let mistakes: [ConfigurationFailure.Mistake]

  /// Reads options such as `X-Team: video`.
  init(_ texts: [String]) {
    headers = texts.compactMap { HTTPHeader(option: $0) }
    // Not quoted: one may hold a key.
    mistakes = texts.filter { HTTPHeader(option: $0) == nil }.map { _ in
      .init(.option, "a --header is no HTTP header", right: "as in “X-Team: video”")
    }
  }

  /// The fields that hold secrets whatever the server.
  private static let secretFields: Set<String> = [
    "authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-auth-token",
    "private-token",
  ]

  /// A mistake for each that holds a secret, with where it belongs; `profile` is that of the server that
  /// is meant, where one is known.
  func secrets(
    for profile: Profile?,
    _ paths: StandardPaths
  ) -> [ConfigurationFailure.Mistake] {
    let own = Set((profile?.secretFields ?? []).map { $0.lowercased() })
    return headers.compactMap { header in
      let name = header.name.lowercased()
      guard own.contains(name) || Self.secretFields.contains(name) else { return nil }
      return .init(
        .option,
        "what --header \(header.name) holds can be read by everyone on this machine",
        right: "put it into "
          + Self.places(own.contains(name) ? profile : nil, paths.configurationFile)
      )
    }
  }

  private static func places(_ profile: Profile?, _ file: String) -> String {
    let headers = "headers of the server in \(file)"
    if profile?.asksForToken == true { return "JOBTOP_TOKEN, or token_file or \(headers)" }
    if profile?.asksForPassword == true { return "JOBTOP_PASSWORD, --password-file, or \(headers)" }
    return headers
  }
}
