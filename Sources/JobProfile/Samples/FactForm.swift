/// How a fact is written: the word after the last dot of a hole.
enum FactForm: String, CaseIterable, Sendable {
  /// A JSON number, for facts that are text.
  case number
  /// A JSON boolean, for facts that are text.
  case boolean
  /// Seconds: of the epoch for instants.
  case s
  /// Milliseconds: of the epoch for instants.
  case ms
  /// Seconds with decimals: of the epoch.
  case float
  /// ISO 8601 without a zone.
  case local
  /// From 0 to 100.
  case percent
  /// As it is, not percent-encoded.
  case url
}
