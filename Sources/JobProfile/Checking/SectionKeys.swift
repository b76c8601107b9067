/// The keys that each section of a profile may have, in the order in which they are told.
///
/// `Assets/Profiles/profile.schema.json` says the same to editors; a test compares the two.
enum SectionKeys {
  static let profile = [
    "name", "about", "url", "auth", "inputs", "title", "job", "create", "status", "list", "bulk",
    "cancel", "retry", "delete", "log", "states", "poll", "limit", "push", "simulate",
  ]
  static let answer = ["code", "headers", "body"]
  static let input = ["type", "default", "required", "minimum", "maximum", "about"]
  static let state = ["words", "code", "confirm"]
  static let poll = ["floor"]
  static let limit = ["requests", "counts", "headers", "bare", "answer"]
  /// `subscribe`, `unsubscribe` and `missing` of a push.
  static let word = ["event", "message"]
  /// `register` and `unregister` of a webhook.
  static let registration = ["request", "headers", "body", "answer", "absent", "invalid"]
  static let simulate = [
    "duration", "failure", "fails", "redraw", "ids", "jobs", "order", "credentials", "headers",
    "cors", "slash", "caseless", "head", "etag", "newline", "answers",
  ]
  static let credentials = ["username", "password", "token"]
}
