import Foundation
import HTTPTypes
import JobClient
import JobModel
import JobProfile
import JobStore

/// A client of one server together with the store that remembers what it watches.
struct ServerConnection: Sendable {
  let client: JobClient
  let store: JobStore
  let clock: any JobClock
  /// How to go on with this server later.
  var goOn: HowToGoOn

  /// Opens what the options, the environment and the configuration name.
  ///
  /// Who does not listen opens no push connection.
  init(_ options: ServerOptions, listens: Bool) async throws {
    let settings = try options.settings()
    let server = try settings.chosenServer
    clock = SystemClock()
    goOn = HowToGoOn(options)
    let opening = Self.opening(settings.paths)
    client = try await Self.client(
      of: server,
      settings,
      journal: { try await opening.value },
      options: WatchOptions(
        poll: server.pollPolicy,
        push: listens ? server.push : .none,
        resumes: false
      ).sharingAsking(listens && server.push.isShared).polling(listens)
    )
    store = try await opening.value
  }

  /// Begins to open the store; profiles are read meanwhile, so that the first frame comes sooner.
  static func opening(_ paths: StandardPaths) -> Task<JobStore, any Error> {
    Task { try await JobStore.opened(paths) }
  }

  /// A client of a configured server; its journal is asked for when all else is ready, and `onWait` is
  /// told where a command takes long to say the secret.
  static func client(
    of server: ServerConfiguration,
    _ settings: Settings,
    journal: () async throws -> any Journal,
    options: WatchOptions,
    onWait: @escaping @Sendable (String) -> Void = Streams.error
  ) async throws -> JobClient {
    let library = ProfileLibrary(folder: URL(filePath: settings.paths.profilesFolder))
    let profile = try settings.placing(.profile, of: server.name, server.profile) {
      try library.profile(server.profile, for: server.name)
    }
    try server.checkSecrets(for: profile)
    let credentials = Credentials(
      username: server.username,
      password: try await server.password?.secret(onWait: onWait).revealed,
      token: try await server.token?.secret(onWait: onWait).revealed
    )
    let logger = try server.log.map { try LogFile($0.path, level: $0.level).logger }
    let trust = try settings.placing(.caFile, of: server.name) {
      try Failures.described { () throws(JobFailure) in
        try server.caFile.map { file throws(JobFailure) in try Trust(addingAuthoritiesIn: file) }
      }
    }
    let transport = try Failures.described { () throws(JobFailure) in
      let base = try BaseURL(server.url ?? profile.url ?? "")
      let headers = HTTPFields(server.headers)
      return HTTPTransport(base: base, headers: headers, trust: trust ?? .system)
    }
    do {
      return try JobClient(
        profile: profile,
        url: server.url,
        name: server.name,
        credentials: credentials,
        options: options,
        journal: try await journal(),
        transport: transport,
        logger: logger
      )
    } catch {
      await transport.close()
      throw (error as? JobFailure).map(CommandFailure.init) ?? error
    }
  }

  /// Runs `work`, then closes client and store whatever came of it.
  func closing<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
    do {
      let value = try await work()
      await close()
      return value
    } catch {
      await close()
      throw error
    }
  }

  /// The same, and what the client warns of meanwhile goes to standard error, as does what is wrong
  /// with the server.
  func closingWithNotices<Value: Sendable>(
    _ work: () async throws -> Value
  ) async throws -> Value {
    let notices = client.notices()
    async let told: Void = Self.tell(notices)
    do {
      let value = try await closing(work)
      await told
      return value
    } catch {
      await told
      throw error
    }
  }

  private static func tell(_ notices: AsyncStream<ClientReport>) async {
    var narrator = TroubleNarrator()
    let clock = SystemClock()
    for await notice in notices {
      switch notice {
      case .warning(let warning): Streams.error(warning.told)
      case .status(let status):
        if let sentence = narrator.sentence(on: status, at: clock.now) { Streams.error(sentence) }
      case .updates, .outlook, .forgotten, .exchanges, .log: break
      }
    }
  }

  private func close() async {
    await client.close()
    await store.close()
  }

  /// The jobs that a command names; the one job of a server that has only one.
  func jobs(_ ids: [String], verb: String) throws -> [JobID] {
    try JobIDs.named(
      ids,
      verb: verb,
      on: client.description.name,
      hasOneJob: client.description.hasOneJob
    )
  }

  /// What a command follows: the jobs that it names; without names every tracked one that has not
  /// ended, and what comes of the creates that a program which ended first left without an answer.
  func followed(_ ids: [String]) async throws -> (jobs: [JobID], unanswered: Int) {
    if !ids.isEmpty || client.description.hasOneJob { return (try jobs(ids, verb: "wait"), 0) }
    do throws(JobFailure) {
      let kept = try await store.jobs(of: client.description.name).filter { !$0.state.isFinal }
      let unanswered = kept.count { $0.state == .submitting }
      return (kept.filter { $0.state != .submitting }.compactMap(\.jobID), unanswered)
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension PushChoice {
  /// Whether one process can hear for others: a webhook of one's own is heard where it listens.
  var isShared: Bool {
    if case .webhook = self { false } else { true }
  }
}
