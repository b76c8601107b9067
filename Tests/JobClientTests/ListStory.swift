import HTTPTypes
import JobClient
import JobModel
import JobProfile
import JobSimulator
import Testing

/// Many jobs on one list over real sockets, with the requests counted.
@Suite(.timeLimit(.minutes(1)))
struct ListStory {
  @Test func `twelve jobs end by lists of what changed, and by few of them`() async throws {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      list:
        request: GET /jobs?since={since}&from={next}
        answer: {body: {jobs: [{id: "{id}", s: "{state}"}], next: "{next}"}}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      simulate: {duration: 10s..20s, failure: 0, ids: counter}
      """
    let profile = try Profile(yaml: yaml, file: "x")
    try await withServer(profile, speed: 5) { url in
      let transport = CountingTransport(base: HTTPTransport(base: try BaseURL(url)))
      let client = try JobClient(
        profile: profile,
        url: url,
        options: WatchOptions(poll: .fixed(.milliseconds(500), jitter: 0), push: .none),
        transport: transport
      )
      let drafts = Array(repeating: Draft(), count: 12)
      for id in try await client.create(drafts: drafts).compactMap(\.job.jobID) {
        let last = try await client.waitForCompletion(of: id, within: nil)
        #expect(last.state == .completed)
      }
      let asked = await transport.requests.all
      let lists = asked.filter { $0.target.hasPrefix("/jobs") && $0.method == .get }
        .filter { !$0.target.hasPrefix("/jobs/") }
      #expect(lists.count { !$0.target.contains("since=") } == 1)
      #expect(lists.count > 2)
      // Only the last two are asked about one by one.
      #expect(asked.count { $0.target.hasPrefix("/jobs/") } <= 12)
      await client.close()
    }
  }

  private func withServer(
    _ profile: Profile,
    speed: Double,
    _ body: (String) async throws -> Void
  ) async throws {
    var options = SimulatorOptions()
    options.speed = speed
    let (urls, listening) = AsyncStream.makeStream(of: String.self)
    let server = try JobServer(profile: profile, options: options) { listening.yield($0) }
    async let running: Void = server.run()
    try await body(try #require(await urls.first { _ in true }))
    await server.stop()
    try await running
  }
}
