import HTTPTypes
import JobModel
import JobProfile

extension JobClient {
  /// How the request of a create with these inputs would look; nothing is sent.
  ///
  /// - Parameter inputs: What the profile's `inputs` ask for, by name; those that are absent are
  ///   their defaults.
  /// - Returns: nothing where the profile cannot create.
  package func preview(_ inputs: [String: JSON]) -> RequestPreview? {
    // What a create gets when it is sent, in the place of which the eye needs no more than a sign.
    var values: [String: JSON] = ["key": "…", "id": "…", "callback": "…"]
    for (name, value) in inputs { values["input.\(name)"] = value }
    let request = profile.request(.create, values: values, credentials: credentials)
    let open = profile.request(.create, values: values, credentials: Credentials())
    guard let request, let open else { return nil }
    let headers = request.headers.filter { $0.name != .accept && $0.name != .contentType }.map {
      $0.name.rawName + ": " + (open.headers[$0.name] == $0.value ? $0.value : "(hidden)")
    }
    return RequestPreview(
      line: request.method.rawValue + " " + description.url + target(of: request),
      headers: headers,
      body: request.body.map { String(decoding: $0, as: UTF8.self) } ?? ""
    )
  }

  /// Path and query; what stands for a value that is not known yet can be read.
  private func target(of request: WireRequest) -> String {
    request.target.replacing("%E2%80%A6", with: "…")
  }
}
