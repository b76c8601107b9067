import JobClient
import JobModel
import JobProfile
import Testing

/// Servers that tell only who asks.
@Suite struct SubscribingTests {
  private func stage() throws -> WatcherStage {
    let push = """
      websocket:
          path: /ws
          message: {id: "{id}", s: "{state}"}
          subscribe: {message: {subscribe: ["{id}"]}}
          unsubscribe: {message: {unsubscribe: ["{id}"]}}
      """
    var stage = WatcherStage(try .pushing(push))
    stage.track("7")
    stage.track("8")
    return stage
  }

  private func word(_ verb: String, _ id: String) -> PushFrame {
    PushFrame(message: .object([JSON.Member(verb, .array([.string(id)]))]))
  }

  @Test func `every active job is asked for once the connection is up`() throws {
    var stage = try stage()
    #expect(stage.said == [])
    try stage.tellPush(.opened)
    #expect(stage.said == [word("subscribe", "7"), word("subscribe", "8")])
  }

  @Test func `a later job is asked for too and an ended one no more`() throws {
    var stage = try stage()
    try stage.tellPush(.opened)
    while !stage.lines.isEmpty { stage.answer("running") }
    stage.said = []
    stage.track("9")
    try stage.tellPush(.message(.job("7", "completed")))
    stage.answer("completed")
    #expect(stage.said == [word("subscribe", "9"), word("unsubscribe", "7")])
  }

  @Test func `a connection that comes back is asked for everything again`() throws {
    var stage = try stage()
    try stage.tellPush(.opened)
    stage.said = []
    try stage.tellPush(.ended(.broken("reset"), code: nil))
    stage.pass(.seconds(4))
    try stage.tellPush(.opened)
    #expect(stage.said == [word("subscribe", "7"), word("subscribe", "8")])
  }

  @Test func `one status request for each job closes the gap`() throws {
    var stage = try stage()
    try stage.tellPush(.opened)
    #expect(stage.lines.sorted() == ["GET /jobs/7", "GET /jobs/8"])
    while !stage.lines.isEmpty { stage.answer("running") }
    stage.pass(.seconds(59))
    #expect(stage.lines == [])
  }
}
