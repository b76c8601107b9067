import JobClient
import JobModel
import JobProfile
import Testing

/// When the journal is told how far jobs are.
@Suite struct NotingTests {
  /// Three jobs that run and are told of by push; nothing of them is still to be noted down.
  private func stage(sharesAsking: Bool = false) throws -> WatcherStage {
    var stage = try WatcherStage(
      "jobtop",
      push: .automatic,
      discovers: true,
      sharesAsking: sharesAsking
    )
    if sharesAsking { stage.tell(.turn(.alone)) }
    let jobs = (1...3).map { #"{"id": "\#($0)", "status": "running", "progress": 0.1}"# }
    stage.answer(200, #"{"jobs": [\#(jobs.joined(separator: ","))], "next": null}"#)
    try stage.tellPush(.opened)
    while !stage.asked.isEmpty { stage.answer(200, #"{"jobs": [], "next": null}"#) }
    stage.journal = []
    return stage
  }

  private func push(_ id: Int, _ progress: Double, _ status: String = "running") -> PushEvent {
    let message: JSON = [
      "id": .string("\(id)"), "status": .string(status), "progress": .number("\(progress)"),
    ]
    return .message(PushFrame(name: "job", message: message))
  }

  private func noted(_ stage: WatcherStage) -> [String] {
    stage.journal.compactMap { entry in
      guard case .update(let update) = entry else { return nil }
      let progress = update.job.progress.map { "\($0)" } ?? "-"
      return "\(update.job.jobID?.rawValue ?? "-") \(update.state) \(progress)"
    }
  }

  @Test func `how far jobs are is noted down together, as far as they are by then`() throws {
    var stage = try stage()
    for progress in [0.2, 0.3] {
      for id in [3, 1] { try stage.tellPush(push(id, progress)) }
    }
    #expect(stage.reported.suffix(4).map(\.isChange) == [true, true, true, true])
    #expect(noted(stage) == [])
    stage.pass(.seconds(299))
    #expect(noted(stage) == [])
    stage.pass(.seconds(2))
    #expect(noted(stage) == ["1 running 0.3", "3 running 0.3"])
  }

  @Test func `an end is noted down at once, and nothing of how far it was later`() throws {
    var stage = try stage()
    try stage.tellPush(push(1, 0.5))
    try stage.tellPush(push(1, 1, "completed"))
    stage.answer(200, #"{"id": "1", "status": "completed", "progress": 1}"#)
    #expect(noted(stage).last == "1 completed 1.0")
    let count = stage.journal.count
    stage.pass(.seconds(320))
    #expect(stage.journal.count == count)
  }

  @Test func `that a job is still over is not noted down, so that its end keeps its time`() throws {
    var stage = try stage()
    try stage.tellPush(push(1, 1, "completed"))
    stage.answer(200, #"{"id": "1", "status": "completed", "progress": 1}"#)
    let count = stage.journal.count
    stage.pass(.seconds(20))
    stage.tell(.query("1", ticket: Ticket(value: 1)))
    while !stage.asked.isEmpty {
      stage.answer(200, #"{"id": "1", "status": "completed", "progress": 1}"#)
    }
    #expect(stage.last?.seen == stage.now)
    #expect(stage.journal.count == count)
  }

  @Test func `how far jobs are is noted down before the end of the program`() throws {
    var stage = try stage()
    try stage.tellPush(push(2, 0.5))
    stage.tell(.close)
    #expect(noted(stage) == ["2 running 0.5"])
  }

  @Test func `where others read, how far jobs are is noted down at once`() throws {
    var stage = try stage(sharesAsking: true)
    try stage.tellPush(push(1, 0.4))
    #expect(noted(stage) == [])
    stage.tell(.turn(.ours(LeaseBid(reach: .all))))
    #expect(noted(stage) == ["1 running 0.4"])
    try stage.tellPush(push(2, 0.5))
    #expect(noted(stage) == ["1 running 0.4", "2 running 0.5"])
  }
}
