import JobModel

/// What a form that was filled in asks for.
struct CreateOrder: Hashable, Sendable {
  var inputs: [String: JSON]
  var count = 1
  /// Jobs a second; nothing: all at once.
  var rate: Double?
  var label = ""
}
