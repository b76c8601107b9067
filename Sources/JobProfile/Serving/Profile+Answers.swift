import HTTPTypes
import JobModel

extension Profile {
  /// An answer written by the profile's samples.
  ///
  /// `jobs`: one for most operations, all for a list. `values`: further facts by name (`id`, `reason`,
  /// `next`, `more`, `total`, `webhook`, `secret`, `method`, `methods`, `path`, `name`, `limit`,
  /// `left`, `reset`, `resetAt`, `window`), and `allow`, which is the field `Allow` of a 405. Of a job's state the meaning is
  /// written in the profile's first word for it, and with its code (`failed: {code: 500}`).
  package func answer(
    _ kind: AnswerKind,
    to operation: JobOperation?,
    jobs: [JobFacts],
    values: [String: JSON]
  ) -> WireAnswer {
    let sample = sample(kind, of: operation)
    var source = FillSource(values: values, job: jobs.first, jobs: jobs, states: states)
    if values["reason"] == nil { source.values["reason"] = reason(kind, values) }
    var answer = sample.filled(from: source)
    if kind == .answer, operation == .status, let state = jobs.first?.state?.state {
      answer.code = states.code(writing: state) ?? answer.code
    }
    if answer.code == 405, answer.headers[.allow] == nil {
      answer.headers[.allow] = values["allow"]?.text
    }
    return answer
  }

  /// Why a request is refused, where the answer has a hole for it.
  private func reason(_ kind: AnswerKind, _ values: [String: JSON]) -> JSON? {
    if kind == .absent { return "Field required" }
    if kind == .unreadableBody { return "The body is not JSON" }
    guard kind == .invalid, let name = values["name"]?.text else { return nil }
    let field = inputs.first { input in
      (wireName(of: "input.\(input.name)", in: .create) ?? input.name) == name
    }
    guard let field, field.maximum != nil else { return .string("\(name) is not usable") }
    return .string("\(name) is not usable: it is \(field.allowed)")
  }

  /// The header fields on every counted answer: `limit`, `left`, `reset` (seconds), `window`.
  package func limitHeaders(values: [String: JSON]) -> HTTPFields {
    rateLimit?.headers.filled(from: FillSource(values: values)) ?? [:]
  }

  /// How a page of a list names the one that begins at a cursor: by the cursor, or by its URL.
  package func next(cursor: Int) -> JSON {
    guard listNextIsURL, let list = spellings[.list] else { return .string(String(cursor)) }
    return .string("\(list.request.path.text)?\(RequestReader.cursorName)=\(cursor)")
  }

  private func sample(_ kind: AnswerKind, of operation: JobOperation?) -> AnswerSample {
    let spelling = operation.flatMap { spellings[$0] }
    switch kind {
    case .answer: return spelling?.answer ?? AnswerSample()
    case .missing:
      return spelling?.missing ?? spellings[.status]?.missing ?? .error(404, "No job {id}")
    case .exists: return spelling?.exists ?? .error(409, "There is already a job {id}")
    case .refused: return spelling?.refused ?? .error(409, "{reason}")
    case .absent: return spelling?.absent ?? .error(400, "{name} is missing")
    case .invalid:
      return spelling?.invalid ?? spelling?.absent ?? .error(400, "{name} is not usable")
    case .rateLimited:
      return rateLimit?.answer ?? .error(429, "Too many requests", ["Retry-After": "{reset}"])
    case .unauthorised: return answers[kind] ?? .error(401, "Not authorised", challenge)
    case .malformedCredentials, .wrongCredentials:
      return answers[kind] ?? answers[.unauthorised] ?? .error(401, "Not authorised", challenge)
    case .unknownPath: return answers[kind] ?? .error(404, "not found")
    case .unreadablePath: return answers[kind] ?? .error(400, "the path cannot be decoded")
    case .wrongType: return answers[kind] ?? .error(415, "the body is not said to be JSON")
    case .wrongMethod: return answers[kind] ?? .error(405, "method not allowed")
    case .options: return answers[kind] ?? self.sample(.wrongMethod, of: operation)
    case .bodyTooLarge: return answers[kind] ?? .error(413, "the body is too large")
    case .unreadableBody:
      return answers[kind] ?? spelling?.invalid ?? .error(400, "the body is not JSON")
    }
  }

  /// How a 401 says which credentials are asked for (RFC 9110 §11.6.1).
  private var challenge: [String: String] {
    switch auth {
    case .basic: ["WWW-Authenticate": "Basic"]
    case .bearer: ["WWW-Authenticate": "Bearer"]
    case .none, .headers: [:]
    }
  }
}
