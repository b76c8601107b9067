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

  /// Opens what the options, the environment and the configuration name.
  ///
  /// Who does not listen opens no push connection.
  init(_ options: ServerOptions, listens: Bool) async throws {
    let settings = try options.settings()
    guard let server = settings.server else {
      throw CommandFailure(
        .usage,
        "Which server? Name it with --url and --profile, or with --server and one of "
          + "\(settings.paths.configurationFile)."
      )
    }
    clock = SystemClock()
    store = try await Self.openStore(settings.paths)
    client = try await Self.client(
      of: server,
      settings,
      journal: store,
      options: WatchOptions(
        poll: server.pollPolicy,
        push: listens ? server.push : .none,
        resumes: false
      )
    )
  }

  /// Opens the store; what the user should know of it goes to standard error.
  static func openStore(_ paths: StandardPaths) async throws -> JobStore {
    do throws(StoreFailure) {
      let store = try await JobStore.open(at: paths.storeFile)
      for notice in store.notices { Streams.error(notice.description) }
      return store
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
  }

  /// A client of a configured server.
  static func client(
    of server: ServerConfiguration,
    _ settings: Settings,
    journal: any Journal,
    options: WatchOptions
  ) async throws -> JobClient {
    let library = ProfileLibrary(folder: URL(filePath: settings.paths.profilesFolder))
    let profile = try library.profile(server.profile)
    let credentials = Credentials(
      username: server.username,
      password: try await server.password?.secret().revealed,
      token: try await server.token?.secret().revealed
    )
    let transport = try Failures.described { () throws(JobFailure) in
      let base = try BaseURL(server.url ?? profile.url ?? "")
      var trust = Trust.system
      if let file = server.caFile { trust = try Trust(addingAuthoritiesIn: file) }
      return HTTPTransport(base: base, headers: HTTPFields(server.headers), trust: trust)
    }
    do throws(JobFailure) {
      return try JobClient(
        profile: profile,
        url: server.url,
        name: server.name,
        credentials: credentials,
        options: options,
        journal: journal,
        transport: transport
      )
    } catch {
      await transport.close()
      throw CommandFailure(error)
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

  /// The same, and what the client warns of meanwhile goes to standard error.
  func closingWithWarnings<Value: Sendable>(
    _ work: () async throws -> Value
  ) async throws -> Value {
    let warnings = client.warnings()
    async let told: Void = Self.tell(warnings)
    do {
      let value = try await closing(work)
      await told
      return value
    } catch {
      await told
      throw error
    }
  }

  private static func tell(_ warnings: AsyncStream<ClientReport>) async {
    for await case .warning(let warning) in warnings { Streams.error(warning.description) }
  }

  private func close() async {
    await client.close()
    await store.close()
  }

  /// The jobs that a command names; the one job of a server that has only one.
  func jobs(_ ids: [String], verb: String) throws -> [JobID] {
    if client.description.hasOneJob {
      guard ids.isEmpty else {
        throw CommandFailure(
          .usage,
          "\(client.description.name) has one job without an id; leave out “\(ids[0])”."
        )
      }
      return [.only]
    }
    let named = try JobIDs.read(ids)
    guard !named.isEmpty else {
      throw CommandFailure(.usage, "jobtop \(verb) needs the id of a job.")
    }
    return named
  }

  /// The jobs that a command names; without names every tracked one that has not ended.
  func jobsOrTracked(_ ids: [String]) async throws -> [JobID] {
    if !ids.isEmpty || client.description.hasOneJob { return try jobs(ids, verb: "wait") }
    do throws(JobFailure) {
      let kept = try await store.jobs(of: client.description.name)
      return kept.filter { !$0.state.isFinal }.compactMap(\.jobID)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Waits for all of them at once; each end is told as it comes.
  func waitForAll(
    _ jobs: [JobID],
    within limit: Duration?,
    maximumPolls: Int? = nil,
    tell: (JobUpdate) -> Void
  ) async -> [Outcome] {
    await withTaskGroup(of: Result<JobUpdate, JobFailure>.self) { group in
      for job in jobs {
        group.addTask { [client] in
          do throws(JobFailure) {
            return .success(
              try await client.waitForCompletion(of: job, within: limit, maximumPolls: maximumPolls)
            )
          } catch {
            return .failure(error)
          }
        }
      }
      var outcomes: [Outcome] = []
      for await result in group {
        switch result {
        case .success(let update):
          tell(update)
          outcomes.append(Outcome(update.state))
        case .failure(let failure):
          if failure != .cancelled { Streams.error(failure.description) }
          outcomes.append(Outcome(failure))
        }
      }
      return outcomes
    }
  }

  /// Writes every change of all of them, until all have ended.
  func watch(
    _ jobs: [JobID],
    within limit: Duration?,
    everyPoll: Bool,
    _ format: OutputFormat
  ) async -> Outcome {
    let (updates, sink) = AsyncStream.makeStream(of: Result<JobUpdate, JobFailure>.self)
    return await withTaskGroup(of: Void.self) { group in
      group.addTask { [client] in
        await withTaskGroup(of: Void.self) { watchers in
          for job in jobs {
            watchers.addTask {
              do {
                let updates = client.updates(of: job, within: limit, everyPoll: everyPoll)
                for try await update in updates { sink.yield(.success(update)) }
              } catch {
                sink.yield(.failure(error as? JobFailure ?? .cancelled))
              }
            }
          }
        }
        sink.finish()
      }
      var writer = UpdateWriter(format)
      var outcomes: [Outcome] = []
      for await result in updates {
        switch result {
        case .success(let update):
          writer.write(update)
          if update.state.isFinal { outcomes.append(Outcome(update.state)) }
        case .failure(let failure):
          if failure != .cancelled { Streams.error(failure.description) }
          outcomes.append(Outcome(failure))
        }
      }
      writer.finish()
      return Outcome.combined(outcomes)
    }
  }
}
