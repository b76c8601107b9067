/// Where a sample stands.
struct SampleContext {
  /// For sentences: as in `title`.
  var place: String
  var isInsideJob = false
  /// Only under `auth`.
  var allowsCredentials = false
}
