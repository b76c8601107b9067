import JobModel

/// How a list goes on.
public struct ListPage: Hashable, Sendable {
  /// What to put into `{next}`, `{offset}` or `{page}` for the next page; nothing: the end.
  public var next: [String: JSON]?
  /// The next page's URL as the server wrote it, used instead of the request's own target.
  ///
  /// It may be absolute, a path or only a query: `WireRequest.target(ofLink:from:base:)` makes it a
  /// target and refuses another host.
  public var nextTarget: String?

  /// How many of its jobs are left out because their ids are too long to be used.
  public var unnamed: Int

  /// Makes a page; without arguments it is the last one.
  public init(next: [String: JSON]? = nil, nextTarget: String? = nil, unnamed: Int = 0) {
    self.next = next
    self.nextTarget = nextTarget
    self.unnamed = unnamed
  }
}
