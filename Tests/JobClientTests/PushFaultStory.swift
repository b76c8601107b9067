import JobClient
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// The whole client against a simulator that makes trouble with its pushes, on real sockets.
///
/// Both read one profile: what each kind looks like on the wire is tested elsewhere.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct PushFaultStory {
  private static let pushes = [
    #"sse: {path: /events, message: {id: "{id}", s: "{state}"}, replay: true}"#,
    #"websocket: {path: /ws, message: {id: "{id}", s: "{state}"}, subscribe: {message: {sub: "{id}"}}, replay: true}"#,
    #"socketio: {event: e, message: {id: "{id}", s: "{state}"}, subscribe: {event: sub, message: {id: "{id}"}}, replay: true}"#,
  ]

  private static let faults = [
    "lost-push=0.5", "mute-push", "duplicate-push=0.5", "reordered-push=0.5",
    "{fault: drop, chance: 0.2, on: [status]}", "{fault: stale=5s, chance: 0.5, on: [status]}",
    "{fault: flapping, chance: 0.1, on: [status]}",
    "{fault: refuse, on: [push], for: 20s}",
  ]

  private func profile(_ push: String) throws -> Profile {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      states: {pending: pending, running: running, completed: completed, failed: {words: failed, confirm: 4}}
      push:
        \(push)
      simulate: {duration: 20s..40s, failure: 0, ids: counter}
      """
    return try Profile(yaml: yaml, file: "x")
  }

  @Test(arguments: pushes, faults)
  func `every job ends once, and well`(push: String, fault: String) async throws {
    let profile = try profile(push)
    var options = SimulatorOptions()
    options.speed = 60
    options.faults = try FaultRule.rules(yaml: fault, file: "test")
    let (urls, listening) = AsyncStream.makeStream(of: String.self)
    let server = try JobServer(profile: profile, options: options) { listening.yield($0) }
    async let running: Void = server.run()
    let url = try #require(await urls.first { _ in true })
    let client = try JobClient(
      profile: profile,
      url: url,
      options: WatchOptions(
        poll: .fixed(.seconds(60)),
        retry: RetryPolicy(base: .milliseconds(50), cap: .milliseconds(200)),
        staleness: .milliseconds(500),
        patience: nil
      )
    )
    let drafts = Array(repeating: Draft(), count: 8)
    let jobs = try await client.create(drafts: drafts).compactMap(\.job.jobID)
    let ends = try await withThrowingTaskGroup(of: [JobState].self) { group in
      for job in jobs {
        group.addTask {
          var ends: [JobState] = []
          for try await update in client.updates(of: job, within: .seconds(50))
          where update.state.isFinal {
            ends.append(update.state)
          }
          return ends
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(ends == Array(repeating: [.completed], count: 8))
    await client.close()
    #expect(await client.counts() == .none)
    await server.stop()
    try await running
  }
}
