import HTTPTypes
import JobModel
import Yams

extension ProfileReader {
  /// All operations at the top of a profile.
  mutating func operations(_ top: Section) -> [JobOperation: Operation] {
    var operations: [JobOperation: Operation] = [:]
    for operation in JobOperation.allCases {
      guard let entry = top[operation.rawValue] else { continue }
      operations[operation] = self.operation(
        entry.node,
        called: "`\(operation.rawValue)`",
        line: entry.line,
        keys: operation.keys
      )
    }
    return operations
  }

  /// One operation, also those under `push: webhook:`.
  mutating func operation(_ node: Node, called what: String, line: Int, keys: [String])
    -> Operation?
  {
    guard let section = section(node, called: what, keys: keys) else { return nil }
    guard let request = request(section, called: what, line: line) else { return nil }
    let answer = section["answer"].flatMap { self.answer($0) } ?? AnswerSample()
    return Operation(
      request: request,
      answer: answer,
      missing: section["missing"].flatMap { self.answer($0) },
      exists: section["exists"].flatMap { self.answer($0) },
      refused: section["refused"].flatMap { self.answer($0) },
      absent: section["absent"].flatMap { self.answer($0, code: 400) },
      invalid: section["invalid"].flatMap { self.answer($0, code: 400) },
      limit: integer(section["limit"], in: 1...100_000) ?? 100
    )
  }

  /// `request`, `headers` and `body` of a section.
  mutating func request(_ section: Section, called what: String, line: Int) -> RequestSample? {
    guard let entry = section["request"] else {
      if section.lacks("request") {
        check.report("\(what) needs a `request`, as in `GET /status/{id}`.", line: line)
      }
      return nil
    }
    let context = SampleContext(place: what)
    let headers =
      section["headers"].map { self.headers($0.node, called: "`headers`", context) } ?? []
    checkSecrets(in: headers, section["headers"])
    if let body = section["body"] { checkSecrets(in: body.node) }
    let body = section["body"].map { sample($0.node, context) }
    return request(entry, headers: headers, body: body, context)
  }

  /// A request line: method, path and query.
  private mutating func request(
    _ entry: Section.Entry,
    headers: [HeaderSample],
    body: Sample?,
    _ context: SampleContext
  ) -> RequestSample? {
    let line = entry.node.scalar?.string ?? ""
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete]
    guard words.count == 2, let method = methods.first(where: { $0.rawValue == words[0] }),
      words[1].hasPrefix("/") || words[1].startsWithURL, !words[1].contains(" ")
    else {
      check.report(
        "`request` is a method and a path, as in `GET /status/{id}`; \(entry.node.words) is not.",
        at: entry.node
      )
      return nil
    }
    let cut = words[1].split(separator: "?", maxSplits: 1).map(String.init)
    return RequestSample(
      method: method,
      path: path(cut[0], at: entry.node, context),
      query: cut.count > 1 ? query(cut[1], at: entry.node, context) : [],
      headers: headers,
      body: body
    )
  }

  /// A path with holes.
  mutating func path(_ text: String, at node: Node, _ context: SampleContext) -> PathSample {
    let segments = text.split(separator: "/", omittingEmptySubsequences: false).map {
      textSample(String($0), at: node, context)
    }
    return PathSample(segments: segments, text: text)
  }

  private mutating func query(_ text: String, at node: Node, _ context: SampleContext)
    -> [RequestSample.Parameter]
  {
    text.split(separator: "&").map { parameter in
      let pair = parameter.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count > 1, !pair[1].contains("{") { checkSecret(named: pair[0], line: node.line) }
      return RequestSample.Parameter(
        name: pair[0],
        value: textSample(pair.count > 1 ? pair[1] : "", at: node, context)
      )
    }
  }
}

extension String {
  /// Whether it begins with a hole that is a URL, as in `{next.url}`.
  fileprivate var startsWithURL: Bool {
    hasPrefix("{") && prefix { $0 != "}" }.hasSuffix(".url")
  }
}

extension JobOperation {
  /// The keys of its section.
  var keys: [String] {
    let common = ["request", "headers", "body", "answer", "absent", "invalid"]
    return switch self {
    case .create: common + ["exists"]
    case .status, .log: common + ["missing"]
    case .list, .bulk: common + ["limit"]
    case .cancel, .retry, .delete: common + ["missing", "refused"]
    }
  }
}
