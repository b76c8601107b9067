import HTTPTypes
import JobModel

/// Reads the facts of a request that fits a route.
struct RequestReader {
  let profile: Profile
  let match: RouteTable.Match
  let request: WireRequest
  let query: RequestQuery
  let content: BodyContent

  var sample: RequestSample { match.entry.request }

  /// Of several requests with one path the one whose query and header fields fit best; constants in
  /// the query must be there.
  static func best(
    of matches: [RouteTable.Match],
    query: RequestQuery,
    headers: HTTPFields
  ) -> RouteTable.Match? {
    guard matches.count > 1 else { return matches.first }
    func score(_ match: RouteTable.Match) -> Int {
      let fields = match.entry.request.headers.count { $0.fits(headers) }
      return match.entry.request.query.reduce(fields) { sum, parameter in
        let given = query[parameter.name]
        guard let constant = parameter.value.constant else { return given == nil ? sum : sum + 1 }
        return given == PercentEncoding.decoded(constant) ? sum + 2 : sum - 2
      }
    }
    var best: (match: RouteTable.Match, score: Int)?
    for match in matches {
      let points = score(match)
      if points > best?.score ?? .min { best = (match, points) }
    }
    return best?.match
  }

  /// The operation with its values, or why it cannot be done.
  func route(_ operation: JobOperation) -> Route {
    if sample.body != nil {
      // Who insists on the type of a body takes one that says nothing for none.
      let insists = profile.answers[.wrongType] != nil
      if insists, request.headers[.contentType] == nil || !request.isSaidToBeJSON {
        return .wrongType(operation)
      }
      if case .text = content { return .unreadableBody(operation) }
    }
    let values = values
    if let fact = absent(in: values, operation) {
      return .absent(operation, name: name(of: fact))
    }
    guard isShapeFine else { return .invalid(operation, name: "body") }
    guard isIDFine(values, operation) else { return .invalid(operation, name: name(of: "id")) }
    switch operation {
    case .create: return create(values)
    case .list: return .operation(operation, values: withCursor(values))
    case .status, .bulk, .cancel, .retry, .delete, .log:
      return .operation(operation, values: values)
    }
  }

  /// A webhook with its URL or its name; a body that is JSON and no object is as good as none.
  func route(_ operation: WebhookOperation) -> Route {
    switch content {
    case .json(.object, _), .json(.array, _), .empty: break
    case .json, .text: return .unreadableCallback(operation)
    }
    let values = values
    let isThere = [Fact.Name.callback, .webhook].allSatisfy { name in
      !sample.names(name) || values[name.rawValue]?.text?.isEmpty == false
    }
    return isThere ? .webhook(operation, values: values) : .absentCallback(operation)
  }

  /// The parameter in the URL of a list's next page.
  static let cursorName = "cursor"

  /// The values of a request for the stream, and where it resumes.
  var streamValues: [String: JSON] {
    var values = values
    values["lastEventID"] = request.headers.text("Last-Event-ID").map { .string($0) }
    return values
  }

  private var values: [String: JSON] {
    var record = RequestRecord()
    for capture in match.captures { record.take(.string(capture.text), for: capture.hole) }
    for parameter in sample.query {
      if let text = query[parameter.name], !text.isEmpty {
        record.take(text: text, as: parameter.value)
      }
    }
    for header in sample.headers { header.read(request.headers, into: &record) }
    if case .json(let value, _) = content { sample.body?.read(value, into: &record) }
    return record.values
  }

  /// What the client calls a value; an input that the request does not spell by its own name.
  func name(of fact: String) -> String {
    sample.wireName(of: fact) ?? String(fact.trimmingPrefix("input."))
  }
}
