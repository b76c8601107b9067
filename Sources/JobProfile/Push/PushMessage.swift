/// What all kinds of push say of their messages.
struct PushMessage: Hashable, Sendable {
  let sample: Sample
  /// Only ends are told.
  var sendsOnlyFinal = false
  /// One who subscribes hears the present state at once.
  var replays = false
}
