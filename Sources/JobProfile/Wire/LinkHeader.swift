/// The header field `Link` (RFC 8288), as in `</jobs?page=2>; rel="next", </jobs?page=9>; rel="last"`.
enum LinkHeader {
  /// The URL of the link with the relation `next`.
  static func next(_ text: String) -> String? {
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      guard let close = rest[open...].firstIndex(of: ">") else { return nil }
      let url = rest[rest.index(after: open)..<close]
      let tail = rest[rest.index(after: close)...]
      let parameters = tail.prefix { $0 != "<" }
      if isNext(parameters) { return String(url) }
      rest = tail.dropFirst(parameters.count)
    }
    return nil
  }

  private static func isNext(_ parameters: Substring) -> Bool {
    parameters.split(whereSeparator: { $0 == ";" || $0 == "," }).contains { parameter in
      let pair = parameter.split(separator: "=", maxSplits: 1).map {
        String($0).trimmed.lowercased()
      }
      guard pair.count == 2, pair[0] == "rel" else { return false }
      return pair[1].filter { $0 != "\"" }.split(separator: " ").contains("next")
    }
  }
}
