// The agreed surface of JobProfile, as stubs. The implementation replaces this file by one type per
// file; names and signatures stay unless all three users (JobClient, JobSimulator, jobtop) change.
import HTTPTypes
import JobModel

/// A request as it stands on the wire; client and simulator share it.
public struct WireRequest: Hashable, Sendable {
  public var method: HTTPRequest.Method
  /// Path and query, as in `/v1/jobs?limit=100`. The path of the base URL is not in it.
  public var target: String
  public var headers: HTTPFields
  public var body: [UInt8]?
  public init(
    method: HTTPRequest.Method,
    target: String,
    headers: HTTPFields = [:],
    body: [UInt8]? = nil
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }
}

/// An answer as it stands on the wire.
public struct WireAnswer: Hashable, Sendable {
  public var code: Int
  public var headers: HTTPFields
  public var body: [UInt8]
  public init(code: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
    self.code = code
    self.headers = headers
    self.body = body
  }
}

public struct Credentials: Hashable, Sendable {
  public var username: String?
  public var password: String?
  public var token: String?
  public init(username: String? = nil, password: String? = nil, token: String? = nil) {
    self.username = username
    self.password = password
    self.token = token
  }
}

/// What an answer means.
public enum Reading: Hashable, Sendable {
  /// Facts about jobs: one for status, create (several ids: several), cancel, retry; many for list.
  case jobs([JobFacts], page: ListPage)
  /// The server says: no such job.
  case missing(reason: String?)
  /// A create was already there: attach to it.
  case exists(JobFacts)
  /// Refused, absent or invalid: do not repeat; with the reason.
  case refused(reason: String?)
  /// 401 or 403.
  case unauthorised(code: Int, reason: String?)
  /// 429 or 503, with Retry-After or the profile's own spelling.
  case throttled(code: Int, wait: Duration?)
  /// 304.
  case notModified
  /// Any other failure.
  case failed(code: Int, reason: String?)
  /// A 2xx without a readable state or id.
  case unreadable(why: String)
}

/// How a list goes on.
public struct ListPage: Hashable, Sendable {
  /// What to put into `{next}`, `{offset}` or `{page}` for the next page, or a whole target; nothing: the end.
  public var next: [String: JSON]?
  /// A URL of the next page on the same host, used instead of the request's own target.
  public var nextTarget: String?
  public init(next: [String: JSON]? = nil, nextTarget: String? = nil) {
    self.next = next
    self.nextTarget = nextTarget
  }
}

/// What a request means to a server.
public enum Route: Hashable, Sendable {
  /// An operation with the facts of the request: `id`, `key`, `input.NAME`, `limit`, `next`, …
  case operation(JobOperation, values: [String: JSON])
  /// The path of the SSE stream.
  case sse(values: [String: JSON])
  /// A needed value is not there, or unusable: the name of the input at fault.
  case absent(JobOperation, name: String)
  case invalid(JobOperation, name: String)
  /// The body is declared and cannot be parsed.
  case unreadableBody
  /// The same path with or without the last slash, and the code of the redirect.
  case redirect(to: String, code: Int)
  case wrongMethod(allowed: [String])
  case unknownPath
}

/// Which of an operation's samples answers.
public enum AnswerKind: Hashable, Sendable {
  case answer, missing, exists, refused, absent, invalid
  /// The answers of `simulate.answers`, or what is derived in their place.
  case unauthorised, malformedCredentials, wrongCredentials, unknownPath, wrongMethod
  case unreadableBody, rateLimited
}

public struct ProfileMistakes: Error, Hashable, Sendable, CustomStringConvertible {
  public struct Mistake: Hashable, Sendable {
    public var file: String
    public var line: Int
    public var sentence: String
  }
  public var mistakes: [Mistake]
  /// One line each: `basic.yaml:8: …`.
  public var description: String { "" }
}

public struct Profile: Hashable, Sendable {
  public let name: String
  public let about: String
  /// The default base URL.
  public let url: String?
  public let inputs: [InputField]
  /// The operations it has.
  public var operations: Set<JobOperation> { fatalError() }
  /// No `{id}` in the request of status: one job per server.
  public var hasOneJob: Bool { fatalError() }
  /// Never asked faster.
  public var pollFloor: Duration { fatalError() }
  /// `{key}` in the request of create, or `exists`: a create without an answer may be repeated.
  public var createIsRepeatable: Bool { fatalError() }
  /// The client chooses the id (`{id}` in the request of create).
  public var clientChoosesID: Bool { fatalError() }
  /// The list's answer has `{state}`: it replaces polls.
  public var listHasState: Bool { fatalError() }
  public var listLimit: Int { fatalError() }
  public var sse: SSEPush? { fatalError() }
  public var simulation: Simulation { fatalError() }

  public struct SSEPush: Hashable, Sendable {
    public var path: String
    /// Name of the event; nothing: unnamed (`message`).
    public var event: String?
    /// Present state told at once to who subscribes.
    public var replay: Bool
    /// `final`: only ends are told.
    public var sendsOnlyFinal: Bool
  }

  /// The section `simulate`.
  public struct Simulation: Hashable, Sendable {
    public enum Length: Hashable, Sendable {
      case range(ClosedRange<Duration>)
      /// Seconds in that input.
      case input(String)
    }
    public enum Chance: Hashable, Sendable {
      case probability(Double)
      case input(String)
    }
    public enum Redraw: String, Sendable { case never, ended, always }
    public enum IDs: String, Sendable { case uuid, counter, count }
    public enum CORS: String, Sendable { case none, origin, always }
    public enum Slash: Hashable, Sendable { case strict, either, redirect(Int) }
    public var duration: Length?
    public var failure: Chance?
    public var redraw: Redraw
    public var ids: IDs
    /// `jobs: "{input.LIST}"`: a job for each element.
    public var jobsInput: String?
    public var credentials: Credentials?
    public var headers: HTTPFields
    public var cors: CORS
    public var slash: Slash
    public var allowsHead: Bool
    public var hasETag: Bool
  }
}

extension Profile {
  /// Reads a profile.
  /// - Throws: all mistakes at once, each with file, line, what is wrong and what would be right.
  public init(yaml: String, file: String) throws(ProfileMistakes) { fatalError() }

  /// The names of the built-in profiles, sorted.
  public static var builtInNames: [String] { fatalError() }
  /// A built-in profile; nothing where there is none of that name.
  public static func builtIn(_ name: String) -> Profile? { fatalError() }
  /// The source text of a built-in profile.
  public static func builtInSource(_ name: String) -> String? { fatalError() }

  public func description(name: String, url: String) -> ServerDescription { fatalError() }
  /// Title of a job by its inputs, where answers have none.
  public func title(inputs: [String: JSON]) -> String? { fatalError() }

  // MARK: client side

  /// The request for an operation, nothing where the profile has none.
  ///
  /// `values` by fact name: `id`, `key`, `input.NAME`, `filter.state`, `limit`, `next`, `since`
  /// (an ISO text), `callback`. Values without a hole are ignored, holes without a value left out.
  public func request(
    _ operation: JobOperation,
    values: [String: JSON],
    credentials: Credentials
  ) -> WireRequest? { fatalError() }

  /// The request that opens the SSE stream; credentials as everywhere.
  public func sseRequest(credentials: Credentials, lastEventID: String?) -> WireRequest? {
    fatalError()
  }

  /// What an answer to that operation means. `id`: the job that was asked about.
  public func read(
    _ answer: WireAnswer,
    to operation: JobOperation,
    about id: JobID?,
    now: Timestamp
  ) -> Reading { fatalError() }

  /// The facts in a push message; nothing where its state cannot be read.
  public func read(sseMessage: JSON, now: Timestamp) -> JobFacts? { fatalError() }

  // MARK: server side

  /// What a request means.
  public func route(_ request: WireRequest) -> Route { fatalError() }

  /// The credentials of a request: `.success(nil)` when there are none, failure when malformed.
  public enum CredentialsReading: Hashable, Sendable {
    case none
    case malformed
    case given(Credentials)
  }
  public func credentials(in request: WireRequest) -> CredentialsReading { fatalError() }

  /// An answer written by the profile's samples. `jobs`: one for most; all for list. `values`: further
  /// facts by name (`reason`, `next`, `more`, `total`, `webhook`, `secret`, `method`, `path`, `name`,
  /// `limit`, `left`, `reset`, `window`). The code of a state (`states: {failed: {code: 500}}`) is applied.
  public func answer(
    _ kind: AnswerKind,
    to operation: JobOperation?,
    jobs: [JobFacts],
    values: [String: JSON]
  ) -> WireAnswer { fatalError() }

  /// The message that tells a change by SSE.
  public func sseMessage(_ job: JobFacts, now: Timestamp) -> JSON? { fatalError() }
}
