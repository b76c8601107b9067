import HTTPTypes
import JobModel

/// Reads the facts of a request that fits a route.
struct RequestReader {
  let match: RouteTable.Match
  let request: WireRequest
  let query: RequestQuery
  let content: BodyContent

  private var sample: RequestSample { match.entry.request }

  /// Of several requests with one path the one whose query and header fields fit best; constants in
  /// the query must be there.
  static func best(
    of matches: [RouteTable.Match],
    query: RequestQuery,
    headers: HTTPFields
  ) -> RouteTable.Match? {
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
  ///
  /// A create without the id that the client might choose is fine, unless the profile says how such
  /// a request is answered (`absent`).
  func route(_ operation: JobOperation, inputs: [InputField], needsID: Bool) -> Route {
    if sample.body != nil, case .text = content { return .unreadableBody }
    var values = values
    if let name = absent(in: values, operation, inputs, needsID: needsID) {
      return .absent(operation, name: name)
    }
    if operation == .create {
      for field in inputs {
        let key = "input.\(field.name)"
        guard let given = values[key] ?? field.defaultValue else { continue }
        guard let value = field.value(from: given) else {
          return .invalid(operation, name: field.name)
        }
        values[key] = value
      }
    }
    return .operation(operation, values: values)
  }

  /// A webhook with its URL or its name.
  ///
  /// Servers read only a body that says it is JSON; one that is JSON and no object is as good as none.
  func route(_ operation: WebhookOperation) -> Route {
    let type = request.headers[.contentType]?.lowercased() ?? "application/json"
    var reader = self
    switch content {
    case .json(.object, _), .json(.array, _), .empty: break
    case .json, .text: return .unreadableBody
    }
    if !type.contains("json") {
      reader = RequestReader(match: match, request: request, query: query, content: .empty)
    }
    let values = reader.values
    let isThere = [Fact.Name.callback, .webhook].allSatisfy { name in
      !sample.names(name) || values[name.rawValue]?.text?.isEmpty == false
    }
    return isThere ? .webhook(operation, values: values) : .absentCallback(operation)
  }

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

  /// The first value that is needed and not there: the id, or a required input.
  private func absent(
    in values: [String: JSON],
    _ operation: JobOperation,
    _ inputs: [InputField],
    needsID: Bool
  ) -> String? {
    for name in [Fact.Name.id, .ids] where needsID && sample.names(name) {
      if values[name.rawValue] == nil { return name.rawValue }
    }
    guard operation == .create else { return nil }
    return inputs.first { field in
      field.isRequired && values["input.\(field.name)"] == nil
    }?.name
  }
}
