/// What can be copied of a job.
enum CopyPart: CaseIterable, Hashable, Sendable {
  case id, url, json

  /// The one that many places further on in the menu, which begins anew behind its end.
  func moved(by step: Int) -> CopyPart {
    let all = CopyPart.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + step + all.count) % all.count]
  }

  var name: String {
    switch self {
    case .id: "id"
    case .url: "URL"
    case .json: "JSON"
    }
  }

  /// Of several jobs: a line each; JSON is an array then.
  func joined(_ texts: [String]) -> String {
    guard self == .json, texts.count > 1 else { return texts.joined(separator: "\n") }
    return "[" + texts.joined(separator: ",\n") + "]"
  }
}
