import Dashboard
import JobClient
import JobModel
import JobStore

/// The clients behind the dashboard, one a server; performs what the dashboard wishes of them.
@MainActor
final class ServerRoom: Backstage {
  /// Makes a client of a server that the user names: its URL, its profile, its short name.
  typealias Connect = @Sendable (String, String?, String?) async throws -> JobClient

  var clients: [JobClient]
  let events: DashboardEvents
  private let starts: [String: [JobID]]
  private let store: JobStore?
  private let reload: Reload?
  let connect: Connect?
  /// Runs of which something was asked for, and whose client has not been told.
  private var upcoming: Set<RunID> = []
  /// What runs until the end, beside what ran from the start.
  let (works, work) = AsyncStream.makeStream(of: (@Sendable () async -> Void).self)
  /// Ends with the dashboard.
  let (life, end) = AsyncStream.makeStream(of: Never.self)

  /// Puts clients together; `starts` are jobs to track from the start, by server.
  ///
  /// With `reload` it follows the configuration. Without a store nothing of how the dashboard was left is remembered, and without `connect`
  /// there are no further servers.
  init(
    _ clients: [JobClient],
    events: DashboardEvents,
    tracking starts: [String: [JobID]] = [:],
    store: JobStore? = nil,
    connect: Connect? = nil,
    reload: Reload? = nil
  ) {
    self.reload = reload
    self.clients = clients
    self.events = events
    self.starts = starts
    self.store = store
    self.connect = connect
  }

  /// How the user left the last dashboard, for `DashboardState.begin(with:)`.
  var remembered: String? {
    get async { (try? await store?.note(Self.note)) ?? nil }
  }

  private static let note = "dashboard"

  /// Begins to listen to all servers.
  func open(in group: inout DiscardingTaskGroup) {
    events.send(.servers(clients.map(\.description)))
    for client in clients {
      group.addTask { [events] in await events.follow(client) }
      guard let ids = starts[client.description.name], !ids.isEmpty else { continue }
      group.addTask { [weak self] in
        await self?.perform(.track(server: client.description.name, ids: ids))
      }
    }
    if let reload { group.addTask { await reload.follow(self) } }
    group.addTask { [works] in
      await withDiscardingTaskGroup { group in
        for await work in works { group.addTask { await work() } }
      }
    }
  }

  func close() async {
    work.finish()
    end.finish()
    for client in clients { await client.close() }
  }

  /// Does one wish; what goes wrong is told as an event.
  func perform(_ effect: DashboardEffect) async {
    do throws(JobFailure) {
      switch effect {
      case .create(let server, let drafts): _ = try await client(server).create(drafts: drafts)
      case .preview(let server, let inputs):
        events.send(.preview(server: server, inputs: inputs, try client(server).preview(inputs)))
      case .cancel(let runs): await control(.cancel, runs)
      case .retry(let runs): await control(.retry, runs)
      case .withdraw(let runs): withdraw(runs)
      case .track(let server, let ids): _ = try await client(server).track(ids)
      case .forget(let runs): for client in clients { client.tell(.forget(runs)) }
      case .viewing(let runs): for client in clients { client.tell(.viewing(Set(runs))) }
      case .pace(let server, let pace): try client(server).tell(.pace(pace))
      case .connect(let url, let profile, let name): await meet(url, profile, name)
      case .demo: startDemo()
      case .remember(let text): try await remember(text)
      case .inspect(let run): for client in clients { client.tell(.inspect(run)) }
      case .followLog(let run): for client in clients { client.tell(.followLog(run)) }
      case .download(let download): try await save(download)
      case .play, .open, .copy, .write, .title, .ring, .notify, .suspend, .redraw, .quit,
        .runCommand,
        .endCommand:
        break
      }
    } catch {
      events.send(.failed(error))
    }
  }

  private func remember(_ text: String) async throws(JobFailure) {
    do throws(JobFailure) {
      try await store?.keep(text, as: Self.note)
    } catch {
      throw .unkept(why: error.cause)
    }
  }

  /// Saves a result; ends with the loop, and then leaves nothing behind.
  private func save(_ download: Download) async throws(JobFailure) {
    let downloading = Downloading(
      download: download,
      client: try client(download.server),
      clock: SystemClock()
    ) { [events] progress in
      await events.send(.download(download.run, progress))
    }
    await downloading.run()
  }

  private func client(_ name: String) throws(JobFailure) -> JobClient {
    guard let client = clients.first(where: { $0.description.name == name }) else {
      throw .invalid(name: "The server", given: name, allowed: "one of the configured ones")
    }
    return client
  }

  /// Asks for some at once; one that is refused holds up no other.
  private func control(_ operation: JobOperation, _ runs: [RunID]) async {
    var rest = runs[...]
    upcoming.formUnion(runs)
    await withTaskGroup { group in
      for run in rest.prefix(Self.controlsAtOnce) {
        group.addTask { await self.control(operation, run) }
      }
      rest = rest.dropFirst(Self.controlsAtOnce)
      while await group.next() != nil, let run = rest.popFirst() {
        group.addTask { await self.control(operation, run) }
      }
    }
  }

  private static let controlsAtOnce = 8

  /// As long as a cancel counts down: a job that was confirmed since is the one that was meant.
  private static let graceOfWishes = Duration.seconds(5)

  /// Drops what is not on its way to a server yet.
  private func withdraw(_ runs: [RunID]) {
    let waiting = upcoming.intersection(runs)
    upcoming.subtract(waiting)
    if !waiting.isEmpty { events.send(.withdrawn(runs.filter(waiting.contains))) }
    let handedOn = runs.filter { !waiting.contains($0) }
    for client in clients { client.tell(.withdraw(handedOn)) }
  }

  /// Whichever client watches the run does it; the others do not know it.
  private func control(_ operation: JobOperation, _ run: RunID) async {
    guard upcoming.remove(run) != nil else { return }
    var failure: JobFailure?
    var isKnown = false
    do throws(JobFailure) {
      for client in clients where !isKnown {
        isKnown = try await control(operation, run, by: client)
      }
    } catch {
      failure = error
    }
    if !isKnown, failure == nil {
      // Its server went out of the configuration, or is another one there now.
      events.send(.withdrawn([run]))
      let what = operation == .cancel ? "A cancel" : "A retry"
      return events.send(.told("\(what) was not sent: no server has that job any more."))
    }
    if case .cancelled = failure { return events.send(.withdrawn([run])) }
    events.send(.asked([run]))
    if let failure { events.send(.undone(run, failure)) }
  }

  private func control(
    _ operation: JobOperation,
    _ run: RunID,
    by client: JobClient
  ) async throws(JobFailure) -> Bool {
    do throws(JobFailure) {
      _ = try await client.control(operation, run, confirmedWithin: Self.graceOfWishes)
      return true
    } catch .unknownJob {
      return false
    }
  }
}
