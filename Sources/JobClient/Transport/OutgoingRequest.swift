import AsyncHTTPClient
import Foundation
import HTTPTypes
import JobModel
import JobProfile
import NIOCore
import NIOHTTP1

/// A request with its absolute URL, and what becomes of it when the server redirects it.
struct OutgoingRequest: Sendable {
  private let url: String
  private let method: HTTPRequest.Method
  private let headers: HTTPFields
  private let body: [UInt8]?

  init(_ request: WireRequest, base: BaseURL, adding more: HTTPFields) {
    url = base.url(of: request.target)
    method = request.method
    var headers = request.headers
    for field in more { headers[field.name] = field.value }
    self.headers = headers
    body = request.body
  }

  private init(url: String, method: HTTPRequest.Method, headers: HTTPFields, body: [UInt8]?) {
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
  }

  /// What is asked for: a server that leads back to it leads round in a circle.
  var place: String { "\(method.rawValue) \(url)" }

  /// The same for sentences, without what may be secret.
  var name: String {
    guard let parts = try? BaseURL.parts(of: url) else { return "\(method.rawValue) \(host)" }
    return "\(method.rawValue) \(host)\(parts.target.prefix { $0 != "?" })"
  }

  /// Who is asked, for sentences.
  var host: String { (try? BaseURL.parts(of: url).base.authority) ?? BaseURL.shown(url) }

  /// As AsyncHTTPClient wants it.
  var request: HTTPClientRequest {
    var request = HTTPClientRequest(url: url)
    request.method = HTTPMethod(rawValue: method.rawValue)
    for field in headers { request.headers.add(name: field.name.canonicalName, value: field.value) }
    request.headers.replaceOrAdd(name: "user-agent", value: "jobtop")
    if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
    return request
  }

  /// What to send instead, where the answer is a redirect (RFC 9110 §15.4): 303 becomes a GET, as
  /// 301 and 302 do for a POST; another host gets no header that could be a credential.
  func redirected(by response: HTTPClientResponse) -> OutgoingRequest? {
    let code = response.status.code
    guard [301, 302, 303, 307, 308].contains(code),
      let location = response.headers.first(name: "location"),
      let from = URL(string: url), let to = URL(string: location, relativeTo: from)?.absoluteURL,
      to.scheme == "http" || to.scheme == "https", NetworkPort.isReachable(to.port)
    else { return nil }
    let becomesGet = code == 303 || (code < 303 && method == .post)
    let isSameHost = to.host == from.host && to.port == from.port && to.scheme == from.scheme
    return OutgoingRequest(
      url: to.absoluteString,
      method: becomesGet && method != .head ? .get : method,
      headers: isSameHost ? headers : headers.withoutCredentials,
      body: becomesGet ? nil : body
    )
  }
}

extension HTTPFields {
  /// Only what no server needs to keep secret; a profile may put a token under any other name.
  fileprivate var withoutCredentials: HTTPFields {
    let harmless: Set<HTTPField.Name> = [.accept, .contentType]
    return HTTPFields(filter { harmless.contains($0.name) })
  }
}
