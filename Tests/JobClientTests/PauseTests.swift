import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// When nothing is sent, or not everything at once.
@Suite struct PauseTests {
  @Test func `of two answers that ask to wait the longer time counts`() throws {
    var stage = try WatcherStage()
    for number in 1...2 { stage.create("\(number)", ticket: number) }
    stage.pass(.seconds(2))
    stage.answer(429, "", headers: [.retryAfter: "2"])
    stage.answer(429, "", headers: [.retryAfter: "30"])
    stage.pass(.seconds(29))
    #expect(stage.lines == [])
  }

  @Test func `what fails or succeeds meanwhile does not shorten the time that was asked for`()
    throws
  {
    var stage = try WatcherStage()
    for number in 1...3 { stage.create("\(number)", ticket: number) }
    stage.pass(.seconds(2))
    stage.answer(429, "", headers: [.retryAfter: "30"])
    stage.lose(.broken("reset"))
    stage.answerStatus("pending")
    stage.pass(.seconds(29))
    #expect(stage.lines == [])
    stage.pass(.seconds(9))
    #expect(stage.lines != [])
  }
}
