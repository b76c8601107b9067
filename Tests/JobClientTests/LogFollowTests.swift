import JobModel
import JobProfile
import Testing

@testable import JobClient

/// A log that somebody reads.
@Suite struct LogFollowTests {
  /// A Ray server with one running job whose log is open.
  private func reading() throws -> WatcherStage {
    var stage = try WatcherStage("ray", poll: .fixed(.seconds(60), jitter: 0))
    stage.tell(.track(["raysubmit_1"], ticket: nil))
    stage.answer(200, #"{"submission_id": "raysubmit_1", "status": "RUNNING"}"#)
    stage.tell(.followLog(stage.last?.run))
    return stage
  }

  @Test func `it is asked for at once and again while the job goes on`() throws {
    var stage = try reading()
    #expect(stage.lines == ["GET /api/jobs/raysubmit_1/logs"])
    stage.answer(200, #"{"logs": "one\n"}"#)
    #expect(stage.log?.text == "one\n")
    #expect(stage.lines == [])
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /api/jobs/raysubmit_1/logs"])
    stage.answer(200, #"{"logs": "one\ntwo\n"}"#)
    #expect(stage.log?.text == "one\ntwo\n")
  }

  @Test func `whoever closes it stops the asking`() throws {
    var stage = try reading()
    stage.answer(200, #"{"logs": "one\n"}"#)
    stage.tell(.followLog(nil))
    stage.pass(.seconds(30))
    #expect(stage.lines == [])
  }

  @Test func `after the end it is asked for once more and then is whole`() throws {
    var stage = try reading()
    stage.answer(200, #"{"logs": "one\n"}"#)
    stage.pass(.seconds(60))
    let asked = stage.lines
    #expect(asked.contains("GET /api/jobs/raysubmit_1"))
    while let first = stage.lines.first {
      let isLog = first.hasSuffix("/logs")
      stage.answer(
        200,
        isLog ? #"{"logs": "one\n"}"# : #"{"submission_id": "raysubmit_1", "status": "SUCCEEDED"}"#
      )
    }
    stage.pass(.seconds(4))
    while !stage.lines.isEmpty { stage.answer(200, #"{"logs": "one\nend\n"}"#) }
    #expect(stage.log?.text == "one\nend\n")
    #expect(stage.log?.next == nil)
    stage.pass(.seconds(60))
    #expect(stage.lines.filter { $0.hasSuffix("/logs") } == [])
  }

  @Test func `what cannot be had keeps what was there and says why`() throws {
    var stage = try reading()
    stage.answer(200, #"{"logs": "one\n"}"#)
    stage.pass(.seconds(2))
    stage.lose(.broken("reset by peer"))
    #expect(stage.log?.text == "one\n")
    #expect(stage.log?.trouble == "reset by peer")
    stage.pass(.seconds(10))
    stage.answer(200, #"{"logs": "one\ntwo\n"}"#)
    #expect(stage.log?.trouble == nil)
  }

  @Test func `of a long log the last part is kept, from the beginning of a line`() throws {
    var stage = try reading()
    let line = String(repeating: "x", count: 999) + #"\n"#
    stage.answer(200, #"{"logs": "\#(String(repeating: line, count: 400))"}"#)
    let log = try #require(stage.log)
    #expect(log.isCut)
    #expect(log.text.utf8.count == 262 * 1000)
  }

  @Test func `a line without an end does not hide what stands before it`() throws {
    var stage = try reading()
    let dump = String(repeating: "x", count: 1_000_000)
    stage.answer(200, #"{"logs": "one\ntwo\n\#(dump)\nthree\n"}"#)
    let log = try #require(stage.log)
    #expect(!log.isCut)
    let lines = log.text.split(separator: "\n")
    #expect(lines.map { $0.prefix(5) } == ["one", "two", "xxxxx", "three"])
    #expect(log.text.utf8.count < 20_000)
  }

  @Test func `of a line that is written over and over what stands at last is kept`() throws {
    var stage = try reading()
    let bar = String(repeating: #"downloading\r"#, count: 100_000)
    stage.answer(200, #"{"logs": "one\n\#(bar)done\n"}"#)
    #expect(stage.log?.text == "one\ndone\n")
  }
}
