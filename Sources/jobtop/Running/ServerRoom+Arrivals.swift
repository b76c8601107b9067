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

  private func adopt(_ client: JobClient) {
    clients.append(client)
    events.send(.servers(clients.map(\.description)))
    work.yield { [events] in await events.follow(client) }
  }
}
