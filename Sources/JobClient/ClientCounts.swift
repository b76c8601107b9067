import JobModel

/// What a client holds; after `close()` all of it is zero.
public struct ClientCounts: Hashable, Sendable {
  /// Jobs whose end is still to come.
  public var activeJobs: Int
  /// Requests on their way.
  public var requests: Int
  /// Push connections.
  public var pushConnections: Int
  /// Who hears updates.
  public var subscribers: Int
  /// Calls that have not returned.
  public var callers: Int

  /// Nothing at all.
  public static let none = ClientCounts(
    activeJobs: 0,
    requests: 0,
    pushConnections: 0,
    subscribers: 0,
    callers: 0
  )
}

extension WatcherDriver.State {
  var counts: ClientCounts {
    ClientCounts(
      activeJobs: watcher.active.count,
      requests: watcher.inFlight.count,
      pushConnections: pushes.count,
      subscribers: subscriptions.count,
      callers: callers.count
    )
  }
}
