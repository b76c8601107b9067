import JobClient
import JobModel

/// A server as configured.
struct ServerConfiguration: Hashable, Sendable {
  /// Its short name.
  var name: String
  /// The base URL without a slash at its end; nothing for the one that the profile names.
  var url: String?
  /// The name of its profile, or the path of a profile's file.
  var profile: String
  /// For Basic authentication, together with the password.
  var username: String?
  /// Where the password comes from.
  var password: SecretSource?
  /// Where the bearer token or API key comes from.
  var token: SecretSource?
  /// What goes with every request; a later one of two with one name counts.
  var headers: [HTTPHeader]
  /// A file of certificates that are trusted beside the system's; nothing: only those.
  var caFile: String?
  /// Whether and how the server may tell us.
  var push: PushChoice
  /// When to ask again.
  var pollPolicy: PollPolicy
  /// Where each request is noted down; nothing: nowhere.
  var log: LogChoice?

  /// Describes a server, where not said otherwise with the defaults.
  init(
    name: String,
    url: String? = nil,
    profile: String = "jobtop",
    username: String? = nil,
    password: SecretSource? = nil,
    token: SecretSource? = nil,
    headers: [HTTPHeader] = [],
    caFile: String? = nil,
    push: PushChoice = .automatic,
    pollPolicy: PollPolicy = .learned(requestsPerJob: 8),
    log: LogChoice? = nil
  ) {
    self.name = name
    self.url = url
    self.profile = profile
    self.username = username
    self.password = password
    self.token = token
    self.headers = headers
    self.caFile = caFile
    self.push = push
    self.pollPolicy = pollPolicy
    self.log = log
  }
}

extension ServerConfiguration {
  /// The same, wherever in a file its secrets are named: another line above changes no server.
  var withoutPlaces: ServerConfiguration {
    var server = self
    server.password = password?.withoutPlace
    server.token = token?.withoutPlace
    return server
  }
}
