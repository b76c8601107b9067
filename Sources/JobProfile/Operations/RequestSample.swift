import HTTPTypes
import JobModel

/// A request with holes.
struct RequestSample: Hashable, Sendable {
  let method: HTTPRequest.Method
  let path: PathSample
  let query: [Parameter]
  let headers: [HeaderSample]
  let body: Sample?
  private let names: Set<Fact.Name>

  init(
    method: HTTPRequest.Method,
    path: PathSample,
    query: [Parameter] = [],
    headers: [HeaderSample] = [],
    body: Sample? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    let texts = query.map(\.value) + headers.map(\.value)
    let holes = path.holes + texts.flatMap(\.holes) + (body?.holes ?? [])
    names = Set(holes.map(\.fact.name))
  }

  /// One parameter of the query.
  struct Parameter: Hashable, Sendable {
    let name: String
    let value: TextSample
  }

  /// All holes.
  var holes: [Hole] {
    path.holes + query.flatMap(\.value.holes) + headers.flatMap(\.value.holes)
      + (body?.holes ?? [])
  }

  /// Whether one of its holes is for this fact.
  func names(_ name: Fact.Name) -> Bool {
    names.contains(name)
  }

  /// Path and query; nothing where the path has a hole without a value.
  func target(from source: FillSource) -> String? {
    guard let path = path.filled(from: source) else { return nil }
    let parameters = query.compactMap { parameter -> String? in
      let filling = parameter.value.filled(from: source, encoding: .percent)
      return filling.isComplete ? "\(parameter.name)=\(filling.text)" : nil
    }
    guard !parameters.isEmpty else { return path }
    return path + (path.contains("?") ? "&" : "?") + parameters.joined(separator: "&")
  }
}
