import JobModel

extension DurationOutlook {
  /// As it stands in a recording.
  var recorded: JSON {
    let ofRunning = span == .running ? [JSON.Member("span", .string(span.rawValue))] : []
    return .object(
      [JSON.Member("server", .string(server)), JSON.Member("kind", .string(kind))] + ofRunning + [
        JSON.Member("peers", .number(String(peers))),
        JSON.Member("ages", .array(ages.map { .number(String($0)) })),
      ]
    )
  }

  /// Reads what `recorded` writes.
  init(recorded json: JSON) throws {
    let (server, kind) = (try json.needed("server"), try json.needed("kind"))
    guard case .array(let values)? = json["ages"],
      let outlook = DurationOutlook(
        server: server,
        kind: kind,
        span: json["span"]?.string.flatMap { DurationSpan(rawValue: $0) } ?? .whole,
        peers: json["peers"]?.integer ?? 0,
        ages: values.map { $0.double.map { Float($0) } ?? .nan }
      )
    else {
      let count = DurationOutlook.resolution
      throw Recording.Problem(description: "\"ages\" are \(count) numbers, none less than the last")
    }
    self = outlook
  }
}
