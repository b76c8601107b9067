import HTTPTypes
import JobClient
import JobModel
import JobStore

/// The clients of all servers that the dashboard shows, and the store behind them.
struct ServerConnections: Sendable {
  /// The configuration that they were opened from.
  let settings: Settings
  let clients: [JobClient]
  let store: JobStore?

  /// Opens the servers that were named, or all of the configuration; none is no mistake.
  init(_ options: ServerOptions) async throws {
    settings = try options.settings()
    guard !settings.servers.isEmpty else {
      clients = []
      store = nil
      return
    }
    let store = try await ServerConnection.openStore(settings.paths)
    var clients: [JobClient] = []
    for server in settings.servers {
      let options = WatchOptions(
        poll: server.pollPolicy,
        push: server.push,
        discovers: true,
        createTries: .max,
        patience: nil
      )
      clients.append(
        try await ServerConnection.client(of: server, settings, journal: store, options: options)
      )
    }
    self.clients = clients
    self.store = store
  }

  /// Drops from the store what ended more than 30 days ago; nobody waits for it.
  func prune() async {
    let limit = SystemClock().now.advanced(by: .seconds(-30 * 86_400))
    try? await store?.prune(before: limit)
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
