import Dashboard
import JobClient
import JobModel

/// The clients behind the dashboard, one a server; performs what the dashboard wishes of them.
@MainActor
final class ServerRoom {
  private let clients: [JobClient]
  private let events: DashboardEvents
  private let starts: [String: [JobID]]

  /// Puts clients together; `starts` are jobs to track from the start, by server.
  init(_ clients: [JobClient], events: DashboardEvents, tracking starts: [String: [JobID]] = [:]) {
    self.clients = clients
    self.events = events
    self.starts = starts
  }

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
  }

  func close() async {
    for client in clients { await client.close() }
  }

  /// Does one wish; what goes wrong is told as an event.
  func perform(_ effect: DashboardEffect) async {
    do throws(JobFailure) {
      switch effect {
      case .create(let server, let drafts): _ = try await client(server).create(drafts: drafts)
      case .cancel(let runs): try await control(.cancel, runs)
      case .retry(let runs): try await control(.retry, runs)
      case .track(let server, let ids): _ = try await client(server).track(ids)
      case .forget(let runs): for client in clients { client.tell(.forget(runs)) }
      case .viewing(let runs): for client in clients { client.tell(.viewing(Set(runs))) }
      case .copy, .write, .title, .suspend, .redraw, .quit: break
      }
    } catch {
      events.send(.failed(error))
    }
  }

  private func client(_ name: String) throws(JobFailure) -> JobClient {
    guard let client = clients.first(where: { $0.description.name == name }) else {
      throw .invalid(name: "The server", given: name, allowed: "one of the configured ones")
    }
    return client
  }

  /// Whichever client watches the run does it; the others do not know it.
  private func control(_ operation: JobOperation, _ runs: [RunID]) async throws(JobFailure) {
    for run in runs {
      for client in clients where try await control(operation, run, by: client) { break }
    }
  }

  private func control(
    _ operation: JobOperation,
    _ run: RunID,
    by client: JobClient
  ) async throws(JobFailure) -> Bool {
    do throws(JobFailure) {
      _ = try await client.control(operation, run)
      return true
    } catch .unknownJob {
      return false
    }
  }
}
