import HTTPTypes
import JobModel

/// The requests that a server understands, the most specific paths first.
struct RouteTable: Hashable, Sendable {
  /// By how many segments their paths have.
  private let entries: [Int: [Entry]]

  /// One request and what it is.
  struct Entry: Hashable, Sendable {
    let target: Target
    let request: RequestSample
  }

  /// What a request is.
  enum Target: Hashable, Sendable {
    case operation(JobOperation)
    case eventStream
    case webSocket
    case longPoll
    case webhook(WebhookOperation)
  }

  init(entries: [Entry]) {
    var sorted: [Entry] = []
    for entry in entries {
      let index = sorted.firstIndex { entry.request.path.isMoreSpecific(than: $0.request.path) }
      sorted.insert(entry, at: index ?? sorted.endIndex)
    }
    self.entries = Dictionary(grouping: sorted) { $0.request.path.segments.count }
  }

  /// A request that fits an entry, and what stood in the holes of its path.
  struct Match {
    let entry: Entry
    let captures: [TextSample.Capture]
  }

  /// The entries with that path: those whose path is as specific as the first one's.
  func matches(path: some StringProtocol, ignoringCase: Bool = false) -> [Match] {
    let segments = PathSample.segments(of: path)
    var found: [Match] = []
    for entry in entries[segments.count] ?? [] {
      guard let captures = entry.request.path.captures(in: segments, ignoringCase: ignoringCase)
      else { continue }
      if let first = found.first, first.entry.request.path.isMoreSpecific(than: entry.request.path)
      {
        continue
      }
      found.append(Match(entry: entry, captures: captures))
    }
    return found
  }
}
