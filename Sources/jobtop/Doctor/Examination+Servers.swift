import JobClient
import JobModel

/// Whether each server answers.
extension Examination {
  mutating func lookAtServers(_ settings: Settings?) async {
    guard let settings else {
      return add(.servers, "servers", "not asked, because of the mistakes above", .remark)
    }
    guard !settings.servers.isEmpty else {
      return add(
        .servers,
        "servers",
        "none: add one with jobtop connect URL, or see one with jobtop demo",
        .remark
      )
    }
    let found = await withTaskGroup(of: (Int, Finding).self) { group in
      for (index, server) in settings.servers.enumerated() {
        group.addTask { (index, await Self.finding(on: server, settings)) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for index in settings.servers.indices {
      if let finding = found[index] { add(finding) }
    }
  }

  private static func finding(
    on server: ServerConfiguration,
    _ settings: Settings
  ) async -> Finding {
    let clock = SystemClock()
    do {
      let client = try await ServerConnection.client(
        of: server,
        settings,
        journal: { MemoryJournal() },
        options: WatchOptions(push: .none, resumes: false, createTries: 1, patience: 1)
      )
      let started = clock.now
      do throws(JobFailure) {
        try await client.reach()
      } catch {
        await client.close()
        return Finding(.servers, server.name, error.description, .wrong(Outcome(error)))
      }
      let milliseconds = started.duration(to: clock.now).wholeNanoseconds / 1_000_000
      await client.close()
      let url = client.description.url
      return Finding(.servers, server.name, "\(url) answers, in \(milliseconds) ms")
    } catch let failure as CommandFailure {
      return Finding(.servers, server.name, failure.description, .wrong(failure.outcome))
    } catch {
      return Finding(.servers, server.name, "\(error)", .wrong(.configuration))
    }
  }
}
