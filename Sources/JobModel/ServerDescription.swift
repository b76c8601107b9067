/// What is known of a server before it has answered: its name, its profile, what it can do.
public struct ServerDescription: Hashable, Sendable {
  /// The short name in the table.
  public var name: String
  /// The base URL, without credentials.
  public var url: String
  /// The profile's name.
  public var profile: String
  /// The path under which it tells of one job, `{id}` where the id goes; nothing where it takes more
  /// than a path to ask.
  public var jobPath: String?
  /// What the profile says it can be asked to do.
  public var operations: Set<JobOperation>
  /// What a create asks for.
  public var inputs: [InputField]
  /// The name of the input that becomes a job's title as it stands; nothing where there is none.
  public var titleInput: String?
  /// Whether it has one global job without an id.
  public var hasOneJob: Bool

  /// Describes a server.
  public init(
    name: String,
    url: String,
    profile: String,
    operations: Set<JobOperation>,
    inputs: [InputField] = [],
    hasOneJob: Bool = false,
    jobPath: String? = nil,
    titleInput: String? = nil
  ) {
    self.name = name
    self.url = url
    self.profile = profile
    self.operations = operations
    self.inputs = inputs
    self.hasOneJob = hasOneJob
    self.jobPath = jobPath
    self.titleInput = titleInput
  }

  /// Where it tells of that job.
  public func url(of id: JobID) -> String? {
    // RFC 3986, 2.3: what needs no escape in any part of a URL.
    let unreserved = Set("-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    let escaped = id.rawValue.utf8.map { byte in
      if unreserved.contains(byte) { return String(Unicode.Scalar(byte)) }
      return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }
    return jobPath.map { url + $0.replacing("{id}", with: escaped.joined()) }
  }
}
