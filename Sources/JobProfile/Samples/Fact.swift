/// What a hole stands for: one fact about a job, a list, a request or a limit.
struct Fact: Hashable, Sendable {
  /// Which fact.
  let name: Name
  /// The NAME of `input.NAME`, `filter.NAME` and `state.NAME`.
  let member: String?
  /// Its name among the values of a request or an answer, as in `id` and `input.title`.
  let key: String

  init(_ name: Name, member: String? = nil) {
    self.name = name
    self.member = member
    key = member.map { "\(name.rawValue).\($0)" } ?? name.rawValue
  }

  /// The facts that the grammar knows.
  enum Name: String, CaseIterable, Sendable {
    case id, state, title, kind, reason, reasonCode, result, revision
    case progress, done, total, attempt, attempts
    case created, started, finished, updated, ends
    case remaining, expected, wait
    case input, filter, key
    case next, more, offset, page, limit, since, ids
    case left, reset, resetAt, window
    case username, password, token
    case callback, webhook, secret, holds, event, now
    case method, methods, path, name, log
  }

  /// What its value is, and so which forms it has.
  enum Kind: Sendable {
    case text, value, share, count, instant, length, flag, list
  }
}

extension Fact.Name {
  /// What the fact's value is.
  var kind: Fact.Kind {
    switch self {
    case .id, .state, .title, .kind, .reason, .reasonCode, .revision, .filter, .key, .next,
      .username, .password, .token, .callback, .webhook, .secret, .event, .method, .methods, .path,
      .name, .log:
      .text
    case .result, .input: .value
    case .progress: .share
    case .done, .total, .attempt, .attempts, .offset, .page, .limit, .left: .count
    case .created, .started, .finished, .updated, .ends, .since, .resetAt, .now: .instant
    case .remaining, .expected, .wait, .reset, .window, .holds: .length
    case .more: .flag
    case .ids: .list
    }
  }

  /// Whether it is a secret that only `auth` may name.
  var isCredential: Bool {
    self == .username || self == .password || self == .token
  }

  /// Whether it takes a member: it must (`input.NAME`, `filter.NAME`), it may (`state.NAME`), or not.
  var takesMember: Bool { self == .input || self == .filter || self == .state }
}

extension Fact.Kind {
  /// The forms a fact of this kind can be written in.
  var forms: [FactForm] {
    switch self {
    case .text, .value: [.number, .boolean, .url]
    case .instant: [.s, .ms, .float, .local]
    case .length: [.s, .ms]
    case .share: [.percent]
    case .count: [.number]
    case .flag: [.boolean]
    case .list: []
    }
  }
}
