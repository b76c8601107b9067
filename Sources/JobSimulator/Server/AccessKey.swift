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

  /// What someone is told whose key does not reach so far; nothing where it does.
  func refusal(of request: WireRequest, _ verdict: Gatekeeper.Verdict) async -> WireAnswer? {
    guard !keys.isEmpty, case .given(let given) = profile.credentials(in: request),
      let key = keys.key(for: given)
    else { return nil }
    if key.role == .reader, verdict.changes { return Self.forbidden }
    let reading = await limiters[key.name]?.count(.status, from: key.name)
    guard let reading, reading.isExceeded else { return nil }
    return profile.answer(.rateLimited, to: nil, jobs: [], values: reading.values)
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
