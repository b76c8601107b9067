import JobClient
import JobModel
import Testing

/// How long jobs take, told to whoever shows them.
struct OutlookTests {
  private func restored(_ count: Int, _ stage: inout WatcherStage) {
    let durations = DurationHistory((0..<count).map { .exactly(.seconds(10 + $0)) })
    stage.tell(
      .restore([], forgotten: [:], durations: ["envelope": DurationHistories(whole: durations)])
    )
  }

  @Test func `it is told once there is a job of that kind`() throws {
    var stage = try WatcherStage(tellsOutlooks: true)
    restored(8, &stage)
    #expect(stage.outlooks.isEmpty)
    stage.create("7")
    #expect(stage.outlooks.map(\.kind) == ["envelope"])
    #expect(stage.outlooks.first?.server == "demo")
    stage.create("8")
    #expect(stage.outlooks.count == 1)
  }

  @Test func `who only waits is told nothing`() throws {
    var stage = try WatcherStage()
    restored(8, &stage)
    stage.create("7")
    #expect(stage.outlooks.isEmpty)
  }

  @Test func `of seven jobs nothing is told, and with the eighth it is`() throws {
    var stage = try WatcherStage(tellsOutlooks: true)
    restored(7, &stage)
    stage.create("7")
    #expect(stage.outlooks.isEmpty)
    stage.pass(.seconds(2))
    stage.answerStatus("completed")
    #expect(stage.outlooks.map(\.peers) == [8])
  }
}
