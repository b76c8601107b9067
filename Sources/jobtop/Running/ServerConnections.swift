import Dashboard
import HTTPTypes
import JobClient
import JobModel
import JobStore

/// The clients of all servers that the dashboard shows, and the store behind them.
struct ServerConnections: Sendable {
  /// The configuration that they were opened from.
  let settings: Settings
  let clients: [JobClient]
  /// Why servers could not be opened, by their names: one that fails blocks no other.
  let failures: [String: ConfigurationFailure]
  let store: JobStore

  /// Opens the servers that were named, or all of the configuration; none is no mistake.
  /// - Throws: What keeps all of them from being opened.
  init(_ options: ServerOptions) async throws {
    settings = try options.settings()
    let opening = ServerConnection.opening(settings.paths)
    var clients: [JobClient] = []
    var failures: [String: ConfigurationFailure] = [:]
    for server in settings.servers {
      do {
        clients.append(try await Self.client(of: server, settings) { try await opening.value })
      } catch let failure as ConfigurationFailure {
        failures[server.name] = failure
      }
    }
    if clients.isEmpty, let failure = settings.servers.first.flatMap({ failures[$0.name] }) {
      throw failure
    }
    self.clients = clients
    self.failures = failures
    store = try await opening.value
  }

  private static func client(
    of server: ServerConfiguration,
    _ settings: Settings,
    onWait: @escaping @Sendable (String) -> Void = Streams.error,
    journal: () async throws -> any Journal
  ) async throws -> JobClient {
    let options = WatchOptions(
      poll: server.pollPolicy,
      push: server.push,
      discovers: true,
      createTries: .max,
      patience: nil
    ).tellingOutlooks().sharingAsking(server.push.isShared)
    return try await ServerConnection.client(
      of: server,
      settings,
      journal: journal,
      options: options,
      onWait: onWait
    )
  }

  /// A client of a server that has come into the configuration since; `onWait` is told where its secret
  /// takes long.
  func client(
    of server: ServerConfiguration,
    onWait: @escaping @Sendable (String) -> Void = Streams.error
  ) async throws -> JobClient {
    try await Self.client(of: server, settings, onWait: onWait) { [store] in store }
  }

  /// Tries a server, keeps it in the configuration, and opens it.
  /// - Throws: A failure whose description is a sentence; then nothing is kept.
  func connect(url: String, profile: String?, name: String?) async throws -> JobClient {
    let server = ServerConfiguration(
      name: name ?? ServerEntry.name(for: url),
      url: url.hasSuffix("/") ? String(url.dropLast()) : url,
      profile: profile ?? ProfileLibrary.defaultName
    )
    let entry = ServerEntry(
      name: server.name,
      url: server.url ?? url,
      profile: server.profile
    )
    _ = try await Acquaintance(settings: settings).make(server, entry)
    return try await client(of: server)
  }

  /// Drops from the store what ended too long ago; nobody waits for it.
  func prune() async {
    guard let limit = settings.retention.limit(at: SystemClock().now) else { return }
    try? await store.prune(before: limit)
  }
}

extension HTTPFields {
  /// Headers of the configuration; a name that no header may have was refused there.
  init(_ headers: [HTTPHeader]) {
    self.init()
    for header in headers {
      guard let name = HTTPField.Name(header.name) else { continue }
      self[name] = header.value
    }
  }
}
