import Foundation
import HTTPTypes
import JobModel

extension Profile {
  /// The request for an operation.
  ///
  /// `values` go by fact name: `id`, `key`, `input.NAME`, `filter.state`, `limit`, `next`, `since`
  /// (ISO 8601), `ids` (an array), `callback`. Values without a hole are ignored, holes without a
  /// value left out; inputs that are absent are sent as their defaults. A path that is a hole of the
  /// form `url` makes the target a link, for `WireRequest.target(ofLink:from:base:)`.
  /// - Returns: nothing where the profile has no such operation, or a value for the path is missing.
  public func request(
    _ operation: JobOperation,
    values: [String: JSON],
    credentials: Credentials
  ) -> WireRequest? {
    guard let spelling = spellings[operation] else { return nil }
    let values = completed(values, for: operation, limit: spelling.limit)
    return request(spelling.request, values: values, credentials: credentials)
  }

  /// The request that opens the SSE stream; credentials as everywhere.
  /// - Returns: nothing where the profile has no SSE, or its path names a value that is not given.
  package func sseRequest(
    credentials: Credentials,
    lastEventID: String?,
    values: [String: JSON] = [:]
  ) -> WireRequest? {
    guard let push = eventStream else { return nil }
    guard var request = request(push.request, values: values, credentials: credentials) else {
      return nil
    }
    request.headers[.accept] = "text/event-stream"
    request.headers[.cacheControl] = "no-cache"
    if let lastEventID, let name = HTTPField.Name("Last-Event-ID") {
      request.headers[name] = lastEventID
    }
    return request
  }

  /// The request for a file of the server, such as a result.
  package func download(_ target: String, credentials: Credentials) -> WireRequest {
    var headers: HTTPFields = [.accept: "*/*"]
    for field in fields(for: credentials) { headers[field.name] = field.value }
    return WireRequest(method: .get, target: target, headers: headers, body: nil)
  }

  /// Inputs by their types and defaults; where a list begins.
  private func completed(_ given: [String: JSON], for operation: JobOperation, limit: Int)
    -> [String: JSON]
  {
    var values = given
    switch operation {
    case .create:
      for field in inputs {
        let key = "input.\(field.name)"
        values[key] = given[key].map { field.value(from: $0) ?? $0 } ?? field.defaultValue
      }
    case .list:
      let start: [String: JSON] = ["limit": .number(String(limit)), "offset": 0, "page": 1]
      values.merge(start) { given, _ in given }
    case .status, .bulk, .cancel, .retry, .delete, .log: break
    }
    return values
  }

  func request(
    _ sample: RequestSample,
    values: [String: JSON],
    credentials: Credentials
  ) -> WireRequest? {
    let source = FillSource(values: values)
    guard let target = sample.target(from: source) else { return nil }
    var headers: HTTPFields = [.accept: "application/json"]
    for field in sample.headers.filled(from: source) { headers[field.name] = field.value }
    for field in fields(for: credentials) { headers[field.name] = field.value }
    let body = sample.body.map { $0.body(from: source).bytes }
    if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
    return WireRequest(method: sample.method, target: target, headers: headers, body: body)
  }

  /// The header fields that say who asks; none without credentials.
  private func fields(for credentials: Credentials) -> HTTPFields {
    switch auth {
    case .none: return [:]
    case .basic:
      guard credentials.username != nil || credentials.password != nil else { return [:] }
      let pair = "\(credentials.username ?? ""):\(credentials.password ?? "")"
      return [.authorization: "Basic \(Data(pair.utf8).base64EncodedString())"]
    case .bearer:
      return credentials.token.map { [.authorization: "Bearer \($0)"] } ?? [:]
    case .headers(let samples):
      return samples.filled(from: FillSource(values: credentials.values))
    }
  }
}

extension Credentials {
  /// The credentials by the names of their facts.
  fileprivate var values: [String: JSON] {
    var values: [String: JSON] = [:]
    values["username"] = username.map { .string($0) }
    values["password"] = password.map { .string($0) }
    values["token"] = token.map { .string($0) }
    return values
  }
}
