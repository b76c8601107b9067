import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// Several jobs asked about by their ids in one request, as at HeyGen.
@Suite struct BulkTests {
  private static func answer(_ jobs: (String, String)...) -> String {
    let bodies = jobs.map { #"{"video_id":"\#($0.0)","status":"\#($0.1)"}"# }
    return #"{"data":[\#(bodies.joined(separator: ","))]}"#
  }

  private static let path = "GET /v3/video-translations/statuses?video_translation_ids="

  private func stage(_ ids: [JobID] = ["a", "b", "c", "d"]) throws -> WatcherStage {
    var stage = try WatcherStage("heygen", poll: .fixed(.seconds(4), jitter: 0))
    stage.tell(.track(ids, ticket: nil))
    return stage
  }

  @Test func `polls that are due together are one request`() throws {
    var stage = try stage()
    #expect(stage.lines.count == 1)
    let asked = try #require(stage.lines.first).dropFirst(Self.path.count)
    #expect(asked.split(separator: ",").sorted() == ["a", "b", "c", "d"])
    stage.answer(
      200,
      Self.answer(("a", "queued"), ("b", "processing"), ("c", "queued"), ("d", "queued"))
    )
    #expect(stage.changes.suffix(4) == [.pending, .running, .pending, .pending])
    #expect(stage.last?.polls == 1)
    #expect(stage.reported.last?.update.source == .poll)
    stage.pass(.seconds(4))
    #expect(stage.lines.count == 1)
  }

  @Test func `jobs that it does not tell of are asked about one by one`() throws {
    var stage = try stage()
    stage.answer(200, Self.answer(("a", "queued"), ("b", "queued"), ("c", "not_found")))
    #expect(
      Set(stage.lines) == ["GET /v3/video-translations/c", "GET /v3/video-translations/d"]
    )
  }

  @Test func `an end is asked for, because a status request tells what came out`() throws {
    var stage = try stage(["a", "b"])
    stage.answer(200, Self.answer(("a", "completed"), ("b", "processing")))
    #expect(stage.lines == ["GET /v3/video-translations/a"])
    stage.answer(
      200,
      #"{"data":{"id":"a","status":"completed","video_url":"https://files.example/a.mp4"}}"#
    )
    #expect(stage.last?.state == .completed)
    #expect(stage.last?.result == "https://files.example/a.mp4")
  }

  @Test func `one request asks about a hundred at most`() throws {
    let stage = try stage((1...150).map { JobID("\($0)") })
    let counts = stage.lines.map { $0.split(separator: ",").count }
    #expect(counts == [100, 50])
  }

  @Test func `a poll that would follow soon comes along`() throws {
    var stage = try stage(["a", "b"])
    stage.answer(200, Self.answer(("a", "queued"), ("b", "queued")))
    stage.pass(.milliseconds(500))
    stage.tell(.track(["c"], ticket: nil))
    #expect(stage.lines == ["GET /v3/video-translations/c"])
    stage.answer(200, #"{"data":{"id":"c","status":"pending"}}"#)
    stage.pass(.milliseconds(3500))
    let asked = try #require(stage.lines.first).dropFirst(Self.path.count)
    #expect(Set(asked.split(separator: ",")) == ["a", "b", "c"])
  }

  @Test func `after two failures in a row each job is asked about by itself`() throws {
    var stage = try stage(["a", "b"])
    for _ in 1...2 {
      while stage.lines.isEmpty { stage.sleep() }
      #expect(stage.lines[0].hasPrefix(Self.path))
      stage.answer(500, "{}")
    }
    while stage.lines.isEmpty { stage.sleep() }
    #expect(stage.lines[0].split(separator: "/").last.map { ["a", "b"].contains($0) } == true)
  }
}
