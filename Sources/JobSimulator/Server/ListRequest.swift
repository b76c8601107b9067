import JobModel
import JobProfile

/// What a request for a list asks for, read from its facts.
enum ListRequest: Hashable, Sendable {
  case query(Simulation.Query)
  /// That value cannot be used.
  case invalid(name: String)

  /// The most jobs of a page, whatever is asked for: an answer stays below 64 MiB.
  private static let largestPage = 10_000

  /// Reads them; the words of states are the profile's.
  init(_ values: [String: JSON], _ profile: Profile) {
    let limit = profile.listIsPaged ? profile.listLimit : Self.largestPage
    var query = Simulation.Query(limit: limit, order: profile.simulation.order)
    for (name, value) in values {
      guard ListRequest.read(name, value, profile, into: &query) else {
        self = .invalid(name: name)
        return
      }
    }
    if let page = values["page"]?.integer { query.start = .offset((page - 1) * query.limit) }
    self = .query(query)
  }

  /// False where the value makes no sense.
  private static func read(
    _ name: String,
    _ value: JSON,
    _ profile: Profile,
    into query: inout Simulation.Query
  ) -> Bool {
    switch name {
    case "limit":
      guard let limit = value.integer, limit > 0 else { return false }
      query.limit = min(limit, largestPage)
    case "next":
      guard let cursor = value.integer, cursor >= 0 else { return false }
      query.start = .cursor(cursor)
    case "offset":
      guard let offset = value.integer, offset >= 0 else { return false }
      query.start = .offset(offset)
    case "page": return value.integer.map { (1...1_000_000).contains($0) } ?? false
    case "since":
      guard let since = instant(value) else { return false }
      query.changedSince = since
    case "filter.kind": query.kind = value.text
    case "filter.state":
      let words = (value.text ?? "").split(separator: ",")
      let states = words.map { profile.state(forWord: String($0)) }
      query.states = Set(states.compactMap(\.self))
      return !states.contains(nil)
    default: return true
    }
    return true
  }

  private static func instant(_ value: JSON) -> Timestamp? {
    if let seconds = value.double { return Timestamp(seconds: seconds) }
    return value.string.flatMap { Timestamp(iso8601: $0) }
  }
}
