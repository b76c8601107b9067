import JobClient
import JobModel
import JobProfile
import Testing

/// The kinds of a profile are tried in its order.
@Suite struct PushOrderTests {
  private let kinds = """
    websocket: {path: /ws, message: {id: "{id}", s: "{state}"}, replay: true}
      sse: {path: /e, message: {id: "{id}", s: "{state}"}, replay: true}
    """

  private func stage(_ push: String? = nil, discovers: Bool = false) throws -> WatcherStage {
    var stage = WatcherStage(try .pushing(push ?? kinds), discovers: discovers)
    stage.track("7")
    return stage
  }

  private func target(_ plan: PushPlan?) -> String? {
    switch plan {
    case .webSocket(let request, _), .eventStream(let request, _), .socketIO(let request):
      request.target
    case .webhook, nil: nil
    }
  }

  @Test func `the first kind is tried first`() throws {
    let stage = try stage()
    #expect(target(stage.plan) == "/ws")
  }

  @Test(arguments: [200, 302, 400, 403, 404, 426, 501])
  func `the next kind is tried at once where one is not there`(code: Int) throws {
    var stage = try stage()
    try stage.tellPush(.ended(nil, code: code))
    #expect(target(stage.plan) == "/e")
    try stage.tellPush(.opened)
    #expect(stage.status?.link == .push(delay: .zero))
  }

  @Test(arguments: [429, 500, 502, 503])
  func `a server that is busy is tried again with the same kind`(code: Int) throws {
    var stage = try stage()
    try stage.tellPush(.ended(nil, code: code))
    stage.plan = nil
    stage.pass(.seconds(4))
    #expect(target(stage.plan) == "/ws")
  }

  @Test func `when none is left the server is only asked for five minutes`() throws {
    var stage = try stage()
    for _ in 1...2 { try stage.tellPush(.ended(nil, code: 404)) }
    stage.openPush = nil
    for _ in 1...149 {
      stage.pass(.seconds(2))
      #expect(stage.openPush == nil)
      stage.answer("running")
    }
    stage.pass(.seconds(2))
    #expect(target(stage.plan) == "/ws")
    #expect(stage.openPush != nil)
  }

  @Test func `a kind that does not come up for a minute gives way to another`() throws {
    var stage = try stage()
    let began = stage.now
    while target(stage.plan) == "/ws" {
      try stage.tellPush(.ended(.broken("reset"), code: nil))
      stage.pass(.seconds(4))
      while !stage.lines.isEmpty { stage.answer("running") }
      #expect(began.duration(to: stage.now) <= .seconds(72))
    }
    #expect(began.duration(to: stage.now) > .seconds(60))
    #expect(target(stage.plan) == "/e")
  }

  @Test func `the only kind there is gives way to none`() throws {
    var stage = try stage(#"websocket: {path: /ws, message: {id: "{id}", s: "{state}"}}"#)
    for _ in 1...40 {
      try stage.tellPush(.ended(.broken("reset"), code: nil))
      stage.openPush = nil
      stage.pass(.seconds(4))
      while !stage.lines.isEmpty { stage.answer("running") }
    }
    #expect(stage.openPush != nil)
  }

  @Test func `a server that is out of reach costs no kind`() throws {
    var stage = try stage()
    for _ in 1...5 {
      try stage.tellPush(.ended(.notConnected("refused"), code: nil))
      stage.openPush = nil
      stage.pass(.milliseconds(10))
      while !stage.lines.isEmpty { stage.lose(.notConnected("refused")) }
      stage.pass(.seconds(5))
      while !stage.lines.isEmpty { stage.answer("running") }
      stage.pass(.milliseconds(10))
      #expect(target(stage.plan) == "/ws")
    }
  }

  @Test func `a kind that lasted is opened again however often it broke`() throws {
    var stage = try stage()
    for _ in 1...5 {
      try stage.tellPush(.opened)
      stage.pass(.seconds(90))
      while !stage.lines.isEmpty { stage.answer("running") }
      try stage.tellPush(.ended(nil, code: nil))
      stage.openPush = nil
      stage.pass(.seconds(4))
      while !stage.lines.isEmpty { stage.answer("running") }
      #expect(target(stage.plan) == "/ws")
    }
  }

  @Test func `credentials that were never accepted are refused by push as by anything`() throws {
    var stage = WatcherStage(try .pushing(kinds))
    stage.tell(.track(["7"], ticket: nil))
    try stage.tellPush(.ended(nil, code: 401))
    guard case .unauthorised = stage.status?.link else {
      Issue.record("the chip says \(String(describing: stage.status?.link))")
      return
    }
  }

  @Test func `what one only hears after asking is closed without a job`() throws {
    let push = """
      websocket:
          path: /ws
          message: {id: "{id}", s: "{state}"}
          subscribe: {message: {sub: "{id}"}}
      """
    var stage = try stage(push, discovers: true)
    try stage.tellPush(.opened)
    while !stage.lines.isEmpty { stage.answer("completed") }
    #expect(stage.openPush == nil)
  }

  @Test func `a connection whose path names a job is about that job`() throws {
    let push = #"websocket: {path: "/jobs/{id}/ws", message: {s: "{state}"}, replay: true}"#
    var stage = try stage(push)
    stage.track("8")
    #expect(target(stage.plan) == "/jobs/7/ws")
    try stage.tellPush(.opened)
    try stage.tellPush(.message(PushFrame(message: ["s": "running"])))
    #expect(stage.last?.jobID == "7")
    #expect(stage.last?.state == .running)
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /jobs/8"])
    stage.answer("running")
    try stage.tellPush(.message(PushFrame(message: ["s": "completed"])))
    stage.answer("completed")
    #expect(target(stage.plan) == "/jobs/8/ws")
  }
}
