/// What is known of a server before it has answered: its name, its profile, what it can do.
public struct ServerDescription: Hashable, Sendable {
  /// The short name in the table.
  public var name: String
  /// The base URL, without credentials.
  public var url: String
  /// The profile's name.
  public var profile: String
  /// What the profile says it can be asked to do.
  public var operations: Set<JobOperation>
  /// What a create asks for.
  public var inputs: [InputField]
  /// Whether it has one global job without an id.
  public var hasOneJob: Bool

  /// Describes a server.
  public init(
    name: String,
    url: String,
    profile: String,
    operations: Set<JobOperation>,
    inputs: [InputField] = [],
    hasOneJob: Bool = false
  ) {
    self.name = name
    self.url = url
    self.profile = profile
    self.operations = operations
    self.inputs = inputs
    self.hasOneJob = hasOneJob
  }
}
