import JobClient
import JobModel
import JobProfile
import Testing

/// A server that has hung: requests to it stay open.
@Suite struct SilenceTests {
  private func silence(_ stage: WatcherStage) -> Duration? {
    stage.status?.silentSince.map { $0.duration(to: stage.now) }
  }

  /// A job that is asked about, and the server has not answered yet.
  private func asking() throws -> WatcherStage {
    var stage = try WatcherStage()
    stage.create("7")
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /status/7"])
    return stage
  }

  @Test func `a server that does not answer is told of before the request has failed`() throws {
    var stage = try asking()
    stage.pass(.milliseconds(2900))
    #expect(silence(stage) == nil)
    stage.pass(.milliseconds(200))
    #expect(silence(stage) == .milliseconds(3100))
    stage.pass(.seconds(5))
    #expect(silence(stage) == .milliseconds(8100))
    stage.answerStatus("pending")
    #expect(silence(stage) == nil)
  }

  @Test func `once the request has failed that says it`() throws {
    var stage = try asking()
    stage.pass(.seconds(10))
    stage.lose(.timedOut(.seconds(10)))
    #expect(silence(stage) == nil)
    guard case .retrying? = stage.status?.link else {
      Issue.record("\(String(describing: stage.status))")
      return
    }
  }

  @Test func `a server that always takes its time is not said to be silent`() throws {
    var stage = try asking()
    for time in [6, 6, 6] {
      stage.pass(.seconds(time))
      stage.answerStatus("pending")
      while stage.lines.isEmpty { stage.sleep() }
    }
    stage.pass(.seconds(6))
    #expect(silence(stage) == nil)
  }

  @Test func `what the server is asked to hold is no silence`() throws {
    let push = #"longpoll: {request: "GET /jobs/{id}?mode=long&for={holds.s}", holds: 30s}"#
    var stage = WatcherStage(try .pushing(push))
    stage.tell(.track(["7"], ticket: nil))
    #expect(stage.lines == ["GET /jobs/7?mode=long&for=30"])
    stage.pass(.seconds(9))
    #expect(stage.status?.link == .longPoll)
    #expect(silence(stage) == nil)
  }

  @Test func `the time that the machine slept is not the server's`() throws {
    var stage = try asking()
    stage.letMachineSleep(for: .seconds(3600))
    stage.pass(.seconds(1))
    #expect(silence(stage) == nil)
  }
}
