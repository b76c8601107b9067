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
    let asked = try await finish(12, of: profile).all.filter { $0.method == .get }
    let lists = asked.filter { !$0.target.hasPrefix("/jobs/") }
    #expect(lists.count { !$0.target.contains("since=") } == 1)
    #expect(lists.count > 2)
    // Only the last two are asked about one by one.
    #expect(asked.count { $0.target.hasPrefix("/jobs/") } <= 12)
  }

  @Test func `twelve jobs end by requests for all of their ids`() async throws {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      bulk: {request: "GET /states?of={ids}", answer: {body: [{id: "{id}", s: "{state}"}]}, limit: 5}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      simulate: {duration: 10s..20s, failure: 0, ids: counter}
      """
    let profile = try Profile(yaml: yaml, file: "x")
    let asked = try await finish(12, of: profile).all.filter { $0.method == .get }
    let bulks = asked.filter { $0.target.hasPrefix("/states") }
    #expect(bulks.allSatisfy { (2...5).contains($0.target.split(separator: ",").count) })
    #expect(bulks.contains { $0.target.split(separator: ",").count == 5 })
    #expect(asked.count < 12 * 4)
  }

  @Test func `a job that stands still is answered with 304`() async throws {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      simulate: {duration: 20s, failure: 0, etag: true}
      """
    let codes = try await finish(1, of: try Profile(yaml: yaml, file: "x")).codes
    #expect(codes.count { $0 == 304 } >= 3)
    #expect(codes.count { $0 == 200 } <= 4)
  }

  /// Creates that many jobs, waits until all have completed, and tells what that took.
  private func finish(_ count: Int, of profile: Profile) async throws
    -> CountingTransport.Requests
  {
    var options = SimulatorOptions()
    options.speed = 5
    let (urls, listening) = AsyncStream.makeStream(of: String.self)
    let server = try JobServer(profile: profile, options: options) { listening.yield($0) }
    async let running: Void = server.run()
    let url = try #require(await urls.first { _ in true })
    let transport = CountingTransport(base: HTTPTransport(base: try BaseURL(url)))
    let client = try JobClient(
      profile: profile,
      url: url,
      options: WatchOptions(poll: .fixed(.milliseconds(500), jitter: 0), push: .none),
      transport: transport
    )
    let drafts = Array(repeating: Draft(), count: count)
    for id in try await client.create(drafts: drafts).compactMap(\.job.jobID) {
      let last = try await client.waitForCompletion(of: id, within: nil)
      #expect(last.state == .completed)
    }
    await client.close()
    await server.stop()
    try await running
    return transport.requests
  }
}
