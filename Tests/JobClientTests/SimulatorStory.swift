import JobClient
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// The whole client against the whole simulator on real sockets, in every kind of push.
///
/// Both read one profile: what each kind looks like on the wire is tested elsewhere.
@Suite struct SimulatorStory {
  private static let pushes: [(PushKind, String)] = [
    (.sse, #"sse: {path: /events, message: {id: "{id}", s: "{state}"}, replay: true}"#),
    (
      .websocket,
      #"websocket: {path: /ws, message: {id: "{id}", s: "{state}"}, subscribe: {message: {sub: "{id}"}}, replay: true}"#
    ),
    (
      .socketio,
      #"socketio: {event: e, message: {id: "{id}", s: "{state}"}, subscribe: {event: sub, message: {id: "{id}"}}, replay: true}"#
    ),
    (.longpoll, #"longpoll: {request: "GET /jobs/{id}?mode=long", holds: 30s}"#),
    (
      .webhook,
      #"webhook: {register: {request: POST /hooks, body: {url: "{callback}"}, answer: {body: {id: "{webhook}", secret: "{secret}"}}}, unregister: {request: "DELETE /hooks/{webhook}", answer: 204}, message: {id: "{id}", s: "{state}"}, signature: standard}"#
    ),
  ]

  private func profile(_ push: String) throws -> Profile {
    let yaml = """
      name: x
      auth: bearer
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      push:
        \(push)
      simulate: {duration: 20s, failure: 0, ids: counter}
      """
    return try Profile(yaml: yaml, file: "x")
  }

  @Test(arguments: PushKind.allCases)
  func `the end is learned by push`(kind: PushKind) async throws {
    let push = try #require(Self.pushes.first { $0.0 == kind }?.1)
    let profile = try profile(push)
    let credentials = Credentials(token: "s3")
    var options = SimulatorOptions()
    // A webhook is registered before anything is posted: that takes its time on a busy machine.
    options.speed = kind == .webhook ? 3 : 10
    options.credentials = credentials
    let (urls, listening) = AsyncStream.makeStream(of: String.self)
    let server = try JobServer(profile: profile, options: options) { listening.yield($0) }
    async let running: Void = server.run()
    let url = try #require(await urls.first { _ in true })
    let client = try JobClient(
      profile: profile,
      url: url,
      credentials: credentials,
      options: WatchOptions(
        poll: .fixed(.seconds(60)),
        push: kind == .webhook ? .webhook("http://127.0.0.1:0/hook") : .automatic
      )
    )
    let job = try await client.create()
    let last = try await client.waitForCompletion(of: job, within: .seconds(60))
    #expect(last.state == .completed)
    #expect(last.source == .push(kind))
    await client.close()
    #expect(await client.counts() == .none)
    await server.stop()
    try await running
  }
}
