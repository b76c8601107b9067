/// A body with holes.
enum BodySample: Hashable, Sendable {
  /// A tree is JSON.
  case json(Sample)
  /// A string is text of the `Content-Type` under `headers`.
  case text(TextSample)

  /// All holes, in their order.
  var holes: [Hole] {
    switch self {
    case .json(let sample): sample.holes
    case .text(let text): text.holes
    }
  }

  /// Whether it tells of many jobs.
  var repeats: Bool {
    switch self {
    case .json(let sample): sample.repeats
    case .text: false
    }
  }
}
