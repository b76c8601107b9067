/// The path of a request line with holes, as in `/v1/jobs/{id}/cancel`.
struct PathSample: Hashable, Sendable {
  /// One for each segment; a path that ends with a slash ends with an empty one.
  let segments: [TextSample]
  /// The path as written in the profile.
  let text: String

  /// All holes, in their order.
  var holes: [Hole] { segments.flatMap(\.holes) }

  /// The path; nothing where a hole has no value.
  func filled(from source: FillSource) -> String? {
    var path = ""
    for (index, segment) in segments.enumerated() {
      let filling = segment.filled(from: source, encoding: .percent)
      guard filling.isComplete else { return nil }
      path += index == 0 ? filling.text : "/\(filling.text)"
    }
    return path
  }

  /// Whether a path fits, its holes taken; segments are decoded and a hole is never empty.
  func captures(in segments: [String], ignoringCase: Bool = false) -> [TextSample.Capture]? {
    guard segments.count == self.segments.count else { return nil }
    var captures: [TextSample.Capture] = []
    for (sample, segment) in zip(self.segments, segments) {
      if let constant = sample.constant {
        guard constant == segment || ignoringCase && constant.lowercased() == segment.lowercased()
        else { return nil }
        continue
      }
      guard let found = sample.captures(in: segment) else { return nil }
      guard found.allSatisfy({ !$0.text.isEmpty }) else { return nil }
      captures += found
    }
    return captures
  }

  /// The segments of a path as it came, percent-decoded.
  static func segments(of path: some StringProtocol) -> [String] {
    String(path).utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
      PercentEncoding.decoded(Substring($0))
    }
  }

  /// The text with every hole alike: two paths of one shape cannot be told apart.
  var shape: String {
    segments.map { segment in
      segment.pieces.map { piece in
        switch piece {
        case .literal(let text): text
        case .hole, .anything: "{}"
        }
      }.joined()
    }.joined(separator: "/")
  }

  /// A literal segment says more than a hole: `/jobs/statuses` is tried before `/jobs/{id}`.
  func isMoreSpecific(than other: PathSample) -> Bool {
    for (left, right) in zip(segments, other.segments) {
      let (isLeft, isRight) = (left.constant != nil, right.constant != nil)
      if isLeft != isRight { return isLeft }
    }
    return false
  }
}
