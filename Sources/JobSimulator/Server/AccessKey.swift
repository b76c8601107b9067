import HTTPTypes
import JobModel
import JobProfile

/// What lets someone in, what they may do, and how often.
package struct AccessKey: Hashable, Sendable {
  /// Whose it is; it counts for the limit, and stands in the log.
  package let name: String
  /// What a request must carry.
  package let credentials: Credentials
  /// What its owner may do.
  package let role: Role
  /// How many requests its owner may send; nothing: as many as the server can answer.
  package let limit: RateLimit?

  /// What someone may do.
  package enum Role: String, CaseIterable, Sendable {
    /// Ask how jobs stand, and be told of changes.
    case reader
    /// Also create, cancel, retry and delete jobs, and register webhooks.
    case writer
  }

  /// Makes a key.
  package init(name: String, credentials: Credentials, role: Role, limit: RateLimit? = nil) {
    self.name = name
    self.credentials = credentials
    self.role = role
    self.limit = limit
  }
}

extension [AccessKey] {
  /// The key that a request carries; takes as long whichever it is, and where it is none.
  func key(for given: Credentials) -> AccessKey? {
    reduce(nil) { found, key in key.credentials.admit(given) ? key : found }
  }
}

/// Keeps the owners of keys to what they may do, and to their limits.
struct KeyDesk: Sendable {
  private let profile: Profile
  private let keys: [AccessKey]
  private let limiters: [String: RequestCounter]

  init(profile: Profile, keys: [AccessKey], clock: any JobClock) {
    self.profile = profile
    self.keys = keys
    let pairs = keys.compactMap { key in
      key.limit.map { (key.name, RequestCounter($0, clock: clock)) }
    }
    limiters = Dictionary(pairs) { $1 }
  }

  /// Whether nobody has a key.
  var isEmpty: Bool { keys.isEmpty }

  /// Whose key a request carries.
  func key(in request: WireRequest) -> AccessKey? {
    guard !keys.isEmpty, case .given(let given) = profile.credentials(in: request) else {
      return nil
    }
    return keys.key(for: given)
  }

  /// Counts a request of a key; nothing where it has no limit.
  func count(_ key: AccessKey) async -> RequestQuota.Reading? {
    await limiters[key.name]?.count(.status, from: key.name)
  }

  /// What someone is told whose key does not reach so far; nothing where it does.
  func refusal(
    of verdict: Gatekeeper.Verdict,
    to key: AccessKey,
    _ reading: RequestQuota.Reading?
  ) -> WireAnswer? {
    if key.role == .reader, verdict.changes { return Self.forbidden }
    guard let reading, reading.isExceeded else { return nil }
    guard profile.rateLimit == nil else {
      return profile.answer(.rateLimited, to: nil, jobs: [], values: reading.values)
    }
    let seconds = reading.seconds
    var answer = WireAnswer.problem(
      429,
      "Too Many Requests",
      "This key may ask \(reading.limit.requests) times in \(Int(reading.limit.window.inSeconds)) s; again in \(seconds) s"
    )
    answer.headers[.retryAfter] = "\(seconds)"
    return answer
  }

  /// An answer with how its key stands, in the fields of the IETF's draft (ratelimit-headers-06), unless
  /// the profile has told how it stands with a limit of its own.
  static func marked(_ answer: WireAnswer, _ reading: RequestQuota.Reading) -> WireAnswer {
    var answer = answer
    let limit = reading.limit
    let fields = [
      ("RateLimit-Policy", "\(limit.requests);w=\(Int(limit.window.inSeconds))"),
      ("RateLimit-Limit", "\(limit.requests)"),
      ("RateLimit-Remaining", "\(reading.left)"), ("RateLimit-Reset", "\(reading.seconds)"),
    ]
    for (name, value) in fields {
      guard let name = HTTPField.Name(name), answer.headers[name] == nil else { continue }
      answer.headers[name] = value
    }
    return answer
  }

  private static let forbidden = WireAnswer.problem(
    403,
    "Forbidden",
    "This key is for reading only"
  )
}

extension Gatekeeper.Verdict {
  /// Whether it is about changing something.
  fileprivate var changes: Bool {
    switch self {
    case .operation(let operation, _), .refusal(let operation, _): operation.changes
    case .webhook: true
    case .answer, .events, .longPoll, .webSocket, .socketIO, .unparsed, .result, .metrics: false
    }
  }
}

extension JobOperation {
  fileprivate var changes: Bool {
    switch self {
    case .create, .cancel, .retry, .delete: true
    case .status, .list, .bulk, .log: false
    }
  }
}
