/// What can be copied of a job.
enum CopyPart: CaseIterable, Hashable, Sendable {
  case id, url, json

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
