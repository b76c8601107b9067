import Dashboard
import JobClient
import JobModel
import JobSimulator

// Servers that come while the dashboard runs.
extension ServerRoom {
  func meet(_ url: String, _ profile: String?, _ name: String?) async {
    guard let connect else {
      let advice = "A demo leaves no trace: start jobtop without it, and connect there."
      return events.send(.told(advice))
    }
    do {
      let client = try await connect(url, profile, name)
      adopt(client)
      events.send(.done("\(client.description.name) answers, and is in the configuration now."))
    } catch {
      events.send(.told("\(error)"))
    }
  }

  func startDemo() {
    guard !clients.contains(where: { $0.description.name == DemoServer.name }) else {
      return events.send(.told("There is a server \(DemoServer.name) already."))
    }
    work.yield { [self, life] in
      do {
        let profile = try ProfileLibrary.standard.profile(ProfileLibrary.defaultName)
        let demo = try DemoServer(profile, try ScenarioLibrary.scenario("calm"), SimulatorOptions())
        try await demo.serving { client in
          await adopt(client)
          for await _ in life {}
        }
      } catch {
        await events.send(.told("The demo ended: \(error)"))
      }
    }
  }

  /// Shows a further server.
  func adopt(_ client: JobClient) {
    clients.append(client)
    events.send(.servers(clients.map(\.description)))
    work.yield { [events] in await events.follow(client) }
  }

  /// Whether there is a server of that name.
  func has(_ name: String) -> Bool {
    clients.contains { $0.description.name == name }
  }

  /// Lets another client speak with a server: its rows stay, and so do cursor, marks and countdowns.
  func replace(_ name: String, with client: JobClient) async {
    guard let index = clients.firstIndex(where: { $0.description.name == name }) else {
      return adopt(client)
    }
    let former = clients[index]
    let runs = await former.standing().map(\.job.run)
    await former.close()
    // News of it that is still on its way is older than what the other knows.
    await events.idle()
    clients[index] = client
    events.send(.servers(clients.map(\.description)))
    work.yield { [events] in await events.follow(client) }
    // This is answered once what was kept has been read.
    _ = try? await client.track([])
    let known = Set(await client.standing().map(\.job.run))
    let gone = runs.filter { !known.contains($0) }
    if !gone.isEmpty { events.send(.forgotten(gone)) }
  }

  /// Shows a server no more; its jobs stay where they are kept.
  func drop(_ name: String) async {
    guard let index = clients.firstIndex(where: { $0.description.name == name }) else { return }
    let client = clients.remove(at: index)
    let runs = await client.standing().map(\.job.run)
    await client.close()
    // News of it that is still on its way would bring rows back.
    await events.idle()
    events.send(.forgotten(runs))
    events.send(.servers(clients.map(\.description)))
  }
}
