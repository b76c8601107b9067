import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// The server posts to us; what it posts is a hint.
@Suite struct WebhookTests {
  /// The signatures below were computed by another implementation, for this secret and the instant
  /// at which a stage begins.
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  private static let completed = "v1,AGaqGvvGBPwewUtS7gscHKj8TX/OybXi/3V8TAAatzs="
  private static let running = "v1,anUYFTnENhQALWBRlleXryCBZPOSjXYU9QWh8rNz8Eo="

  private func stage(signature: String = "none") throws -> WatcherStage {
    let push = """
      webhook:
          register: {request: POST /hooks, body: {url: "{callback}"}, answer: {code: 201, body: {id: "{webhook}", secret: "{secret}"}}}
          unregister: {request: "DELETE /hooks/{webhook}", answer: 204}
          message: {id: "{id}", s: "{state}"}
          signature: \(signature)
      """
    var stage = WatcherStage(try .pushing(push), push: .webhook("http://127.0.0.1:0/hook"))
    stage.track("7")
    return stage
  }

  /// A stage whose URL is registered and whose gap is closed.
  private func registered(signature: String = "none") throws -> WatcherStage {
    var stage = try stage(signature: signature)
    try stage.tellPush(.listening(port: 9000))
    stage.answer(201, #"{"id":"w1","secret":"\#(Self.secret)"}"#)
    stage.answer("pending")
    return stage
  }

  private func post(
    _ word: String,
    id: String = "msg_1",
    signature: String? = nil
  ) throws -> PushEvent {
    var headers: HTTPFields = [.contentType: "application/json"]
    headers[try #require(HTTPField.Name("webhook-id"))] = id
    headers[try #require(HTTPField.Name("webhook-timestamp"))] = "1000000"
    headers[try #require(HTTPField.Name("webhook-signature"))] = signature
    return .posted(headers, Array(#"{"id":"7","s":"\#(word)"}"#.utf8))
  }

  @Test func `where we listen is registered once we do`() throws {
    var stage = try stage()
    #expect(stage.plan == .webhook(try WebhookAddress("http://127.0.0.1:0/hook")))
    #expect(stage.lines == [])
    try stage.tellPush(.listening(port: 9000))
    #expect(stage.lines == ["POST /hooks"])
    let body = stage.asked.first?.request.body.map { String(decoding: $0, as: UTF8.self) }
    #expect(body == #"{"url":"http://127.0.0.1:9000/hook"}"#)
    stage.answer(201, #"{"id":"w1"}"#)
    #expect(stage.status?.link == .push(delay: .zero))
    #expect(stage.lines == ["GET /jobs/7"])
  }

  @Test(arguments: ["running", "completed"])
  func `anyone may post so nothing is believed without a question`(word: String) throws {
    var stage = try registered()
    try stage.tellPush(try post(word))
    #expect(stage.last?.state == .pending)
    #expect(stage.lines == ["GET /jobs/7"])
    stage.answer(word)
    #expect(stage.last?.serverState == word)
    #expect(stage.lastSource == .push(.webhook))
  }

  @Test func `polling goes on slowly beside it`() throws {
    var stage = try registered()
    stage.pass(.seconds(59))
    #expect(stage.lines == [])
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /jobs/7"])
  }

  @Test func `progress that is signed shows at once and an end is asked for`() throws {
    var stage = try registered(signature: "standard")
    try stage.tellPush(try post("running", id: "msg_1", signature: Self.running))
    #expect(stage.last?.state == .running)
    #expect(stage.lines == [])
  }

  @Test func `an end that is signed is asked for`() throws {
    var stage = try registered(signature: "standard")
    try stage.tellPush(try post("completed", signature: Self.completed))
    #expect(stage.last?.state == .pending)
    #expect(stage.lines == ["GET /jobs/7"])
  }

  @Test func `what is not signed by the server is dropped and counted`() throws {
    var stage = try registered(signature: "standard")
    try stage.tellPush(try post("completed"))
    try stage.tellPush(try post("completed", signature: Self.running))
    #expect(stage.lines == [])
    #expect(stage.status?.dropped == ServerStatus.Dropped(posts: 2))
  }

  @Test func `what was signed more than five minutes ago is dropped`() throws {
    var stage = try registered(signature: "standard")
    stage.now = stage.now.advanced(by: .seconds(301))
    try stage.tellPush(try post("completed", signature: Self.completed))
    #expect(stage.lines.filter { $0 == "GET /jobs/7" }.count <= 1)
    #expect(stage.status?.dropped.posts == 1)
  }

  @Test func `what is delivered twice counts once`() throws {
    var stage = try registered(signature: "standard")
    try stage.tellPush(try post("completed", signature: Self.completed))
    stage.answer("running")
    stage.pass(.seconds(2))
    while !stage.lines.isEmpty { stage.answer("running") }
    try stage.tellPush(try post("completed", signature: Self.completed))
    #expect(stage.lines == [])
    #expect(stage.status?.dropped.total == 0)
  }

  @Test func `it is withdrawn before the client is closed`() throws {
    var stage = try registered()
    stage.tell(.close)
    #expect(stage.openPush == nil)
    #expect(stage.lines == ["DELETE /hooks/w1"])
    #expect(!stage.isFinished)
    stage.answer(204, "")
    #expect(stage.isFinished)
  }

  @Test func `a server that does not answer the withdrawal holds nobody up`() throws {
    var stage = try registered()
    stage.tell(.close)
    #expect(stage.limits?.time == .seconds(2))
    stage.lose(.timedOut(.seconds(2)))
    #expect(stage.isFinished)
  }

  @Test func `a registration on its way is waited for, and then withdrawn`() throws {
    var stage = try stage()
    try stage.tellPush(.listening(port: 9000))
    #expect(stage.lines == ["POST /hooks"])
    stage.tell(.close)
    #expect(stage.lines == ["POST /hooks"] && !stage.isFinished)
    stage.answer(201, #"{"id":"w1"}"#)
    #expect(stage.lines == ["DELETE /hooks/w1"] && !stage.isFinished)
    stage.answer(204, "")
    #expect(stage.isFinished)
  }

  @Test func `a registration that gets no answer holds nobody up`() throws {
    var stage = try stage()
    try stage.tellPush(.listening(port: 9000))
    stage.tell(.close)
    stage.pass(.milliseconds(1999))
    #expect(!stage.isFinished)
    // The server has not said what it calls the registration: there is nothing to withdraw it by.
    stage.pass(.milliseconds(1))
    #expect(stage.isFinished)
  }

  @Test func `it stays registered when the last job has ended`() throws {
    var stage = try registered()
    try stage.tellPush(try post("completed"))
    stage.answer("completed")
    #expect(stage.openPush != nil)
    #expect(stage.lines == [])
  }

  @Test func `a registration that is refused ends the listening for five minutes`() throws {
    var stage = try stage()
    try stage.tellPush(.listening(port: 9000))
    stage.answer(400, #"{"error":"invalid webhook URL"}"#)
    #expect(stage.openPush == nil)
    for _ in 1...149 {
      while !stage.lines.isEmpty { stage.answer("running") }
      stage.pass(.seconds(2))
      #expect(stage.openPush == nil)
    }
    while !stage.lines.isEmpty { stage.answer("running") }
    stage.pass(.seconds(4))
    #expect(stage.openPush != nil)
  }

  @Test func `a caller may register and withdraw a URL of somebody else's`() throws {
    var stage = try stage()
    stage.tell(.webhook("http://other/hook", isWithdrawal: false, ticket: Ticket(value: 1)))
    #expect(stage.lines == ["POST /hooks"])
    stage.answer(201, #"{"id":"w2"}"#)
    #expect(stage.replies[Ticket(value: 1)] == .success([]))
    stage.tell(.webhook("http://other/hook", isWithdrawal: true, ticket: Ticket(value: 2)))
    #expect(stage.lines == ["DELETE /hooks/w2"])
    stage.answer(204, "")
    #expect(stage.replies[Ticket(value: 2)] == .success([]))
    stage.tell(.close)
    #expect(stage.isFinished)
  }

  @Test func `a server without webhooks says so`() throws {
    var stage = try WatcherStage("envelope")
    stage.tell(.webhook("http://other/hook", isWithdrawal: false, ticket: Ticket(value: 1)))
    #expect(stage.replies[Ticket(value: 1)]?.failure != nil)
  }

  @Test func `a URL to listen on makes no sense where the server does not post`() throws {
    let profile = try #require(Profile.builtIn("envelope"))
    #expect(throws: JobFailure.self) {
      try JobClient(
        profile: profile,
        options: WatchOptions(push: .webhook("http://127.0.0.1:0/hook"))
      )
    }
  }

  @Test(
    arguments: [
      "127.0.0.1:9000", "https://127.0.0.1:9000/hook", "http://u:p@127.0.0.1:9000/", "ftp://a",
    ]
  )
  func `a URL on which we cannot listen is refused by name`(url: String) {
    #expect(throws: JobFailure.self) { try WatchOptions(push: .webhook(url)).check() }
  }
}
