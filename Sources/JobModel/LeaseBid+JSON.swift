extension LeaseBid {
  /// The bid as an object, for the other processes.
  package var recorded: JSON {
    var members = [JSON.Member("reach", .number(String(reach.rawValue)))]
    members += [("jobs", jobs), ("viewed", viewed)].compactMap { name, jobs in
      guard !jobs.isEmpty else { return nil }
      return JSON.Member(name, .array(jobs.map { .string($0.rawValue) }))
    }
    if let creatingSince {
      members.append(JSON.Member("creatingSince", .string(creatingSince.rfc3339)))
    }
    if let status { members.append(JSON.Member("status", status.recorded)) }
    return .object(members)
  }

  /// Reads what `recorded` wrote; nothing where it makes no sense.
  package init?(recorded json: JSON) {
    guard let reach = json["reach"]?.integer.flatMap(Reach.init(rawValue:)) else { return nil }
    self.init(
      reach: reach,
      jobs: Self.jobs(json["jobs"]),
      viewed: Self.jobs(json["viewed"]),
      creatingSince: json.instant("creatingSince"),
      status: json["status"].flatMap { try? ServerStatus(recorded: $0) }
    )
  }

  private static func jobs(_ json: JSON?) -> Set<JobID> {
    guard case .array(let ids)? = json else { return [] }
    return Set(ids.compactMap { $0.string.map { JobID($0) } })
  }
}
