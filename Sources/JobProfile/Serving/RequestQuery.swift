/// A request's target, cut into path and query.
struct RequestQuery {
  let path: String
  /// The query as it came, without `?`.
  let text: String?
  private let parameters: [(name: String, value: String)]

  init(target: String) {
    let mark = target.utf8.firstIndex(of: UInt8(ascii: "?"))
    path = mark.map { String(target[..<$0]) } ?? target
    text = mark.map { String(target[target.utf8.index(after: $0)...]) }
    guard text?.isEmpty == false else {
      parameters = []
      return
    }
    parameters = (text ?? "").split(separator: "&").map { parameter in
      let pair = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (
        PercentEncoding.decoded(pair[0], plusIsBlank: true),
        pair.count > 1 ? PercentEncoding.decoded(pair[1], plusIsBlank: true) : ""
      )
    }
  }

  /// The value of the first parameter of that name.
  subscript(name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  /// The same request with or without the last slash; nothing for the root.
  var otherSlash: String? {
    guard path.count > 1 else { return nil }
    return path.hasSuffix("/") ? String(path.dropLast()) : path + "/"
  }
}
