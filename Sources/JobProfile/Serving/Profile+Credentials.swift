import Foundation
import HTTPTypes
import JobModel

extension Profile {
  /// The credentials of a request, read as `auth` says.
  package func credentials(in request: WireRequest) -> CredentialsReading {
    switch auth {
    case .none: return .none
    case .basic: return basic(in: request)
    case .bearer:
      guard let token = value(of: "bearer", in: request) else { return .none }
      return token.isEmpty ? .malformed : .given(Credentials(token: token))
    case .headers(let samples):
      var record = RequestRecord()
      for sample in samples { sample.read(request.headers, into: &record) }
      let found = record.values.mapValues { $0.text }
      guard !found.isEmpty else { return .none }
      return .given(
        Credentials(
          username: found["username"] ?? nil,
          password: found["password"] ?? nil,
          token: found["token"] ?? nil
        )
      )
    }
  }

  /// `Basic` with a pair in Base64 that has a colon (RFC 7617).
  private func basic(in request: WireRequest) -> CredentialsReading {
    guard let text = value(of: "basic", in: request) else { return .none }
    guard let data = Data(base64Encoded: text), let pair = String(data: data, encoding: .utf8),
      let colon = pair.firstIndex(of: ":")
    else { return .malformed }
    return .given(
      Credentials(
        username: String(pair[..<colon]),
        password: String(pair[pair.index(after: colon)...])
      )
    )
  }

  /// What follows the scheme, compared without case; nothing for another scheme.
  private func value(of scheme: String, in request: WireRequest) -> String? {
    guard let text = request.headers[.authorization] else { return nil }
    let words = text.split(separator: " ", maxSplits: 1)
    guard words.first?.lowercased() == scheme else { return nil }
    return words.count > 1 ? String(words[1]).trimmed : ""
  }
}
