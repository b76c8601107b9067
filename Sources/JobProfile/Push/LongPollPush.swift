import JobModel

/// A status request that is held until the state changes.
struct LongPollPush: Hashable, Sendable {
  let request: RequestSample
  let holds: Duration
}
