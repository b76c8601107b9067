import JobModel
import Testing

@Suite struct MergingTests {
  private let start = Timestamp(seconds: 1000)

  private func job(_ state: JobState = .pending) -> Job {
    Job(run: RunID(high: 0, low: 1), server: "demo", jobID: "7", state: state, created: start)
  }

  private func facts(_ word: String, _ state: JobState, confirmations: Int = 1) -> JobFacts {
    JobFacts(state: .init(word: word, state: state, confirmations: confirmations))
  }

  @Test func `an end is sticky within a run`() {
    var job = job()
    _ = job.merge(facts("done", .completed), at: start.advanced(by: .seconds(5)))
    let ended = job
    let changed = job.merge(facts("pending", .pending), at: start.advanced(by: .seconds(6)))
    #expect(!changed && job == ended)
    #expect(job.finished == start.advanced(by: .seconds(5)))
  }

  @Test func `the same answer again is no change and renews the confirmation`() {
    var job = job()
    let first = job.merge(facts("working", .running), at: start.advanced(by: .seconds(1)))
    let second = job.merge(facts("working", .running), at: start.advanced(by: .seconds(2)))
    #expect(first && !second)
    #expect(job.seen == start.advanced(by: .seconds(2)))
  }

  @Test func `an unreliable end counts after as many answers in a row as it needs`() {
    var job = job()
    let error = facts("error", .failed, confirmations: 3)
    let states = [error, error, facts("pending", .pending), error, error, error].map { facts in
      _ = job.merge(facts, at: start)
      return job.state
    }
    #expect(states == [.running, .running, .pending, .running, .running, .failed])
  }

  @Test func `facts that the server dates before what is known change nothing`() {
    var job = job()
    var newer = facts("running", .running)
    newer.revision = "10"
    _ = job.merge(newer, at: start)
    var older = facts("pending", .pending)
    older.revision = "9"
    let changed = job.merge(older, at: start)
    #expect(!changed && job.state == .running)
  }

  @Test func `a job that completed has no reason left from an earlier attempt`() {
    var job = job()
    var first = facts("pending", .pending)
    first.reason = "worker lost"
    _ = job.merge(first, at: start)
    #expect(job.reason == "worker lost")
    _ = job.merge(facts("completed", .completed), at: start)
    #expect(job.reason == nil)
  }

  @Test func `a job that was cancelled has no reason but what is said of that`() {
    var job = job()
    var first = facts("pending", .pending)
    first.reason = "worker lost"
    _ = job.merge(first, at: start)
    var second = job
    _ = job.merge(facts("cancelled", .cancelled), at: start)
    #expect(job.reason == nil)
    var last = facts("cancelled", .cancelled)
    last.reason = "by its owner"
    _ = second.merge(last, at: start)
    #expect(second.reason == "by its owner")
  }

  @Test func `a result counts only once the job has ended`() {
    var job = job()
    var running = facts("running", .running)
    running.result = "http://example.org/early"
    _ = job.merge(running, at: start)
    #expect(job.result == nil)
    var done = facts("completed", .completed)
    done.result = "http://example.org/late"
    _ = job.merge(done, at: start)
    #expect(job.result == "http://example.org/late")
  }

  @Test func `an update is written with every field and null where nothing is known`() {
    var job = job()
    job.seen = start
    let update = JobUpdate(time: start, source: .poll, job: job)
    #expect(
      update.json.description
        == #"{"time":"1970-01-01T00:16:40.000Z","server":"demo","id":"7","run":1,"title":null,"#
        + #""kind":null,"state":"pending","serverState":null,"final":false,"attempt":null,"#
        + #""attemptLimit":null,"polls":0,"failures":0,"progress":null,"reason":null,"#
        + #""result":null,"source":"poll"}"#
    )
  }

  @Test func `a job that no server has told of is asked about, and claims no state`() {
    var job = job()
    #expect(JobUpdate(time: start, source: .store, job: job).json["state"] == "asking")
    _ = job.merge(facts("queued", .pending), at: start)
    #expect(JobUpdate(time: start, source: .poll, job: job).json["state"] == "pending")
  }

  @Test func `a job that was found gets its age by the server's word, or a least one`() {
    var job = job()
    job.isCreationKnown = false
    var begun = facts("running", .running)
    begun.started = start.advanced(by: .seconds(-9))
    _ = job.merge(begun, at: start)
    #expect(job.created == start.advanced(by: .seconds(-9)) && !job.isCreationKnown)
    begun.created = start.advanced(by: .seconds(-20))
    _ = job.merge(begun, at: start)
    #expect(job.created == start.advanced(by: .seconds(-20)) && job.isCreationKnown)
  }

  @Test func `a try that waits or begins has not come as far as the one before`() {
    var job = job(.running)
    job.progress = 0.8
    job.attempt = 1
    var waiting = facts("waiting", .pending)
    waiting.attempt = 1
    _ = job.merge(waiting, at: start.advanced(by: .seconds(1)))
    #expect(job.progress == nil)
    job.state = .running
    job.progress = 0.9
    var next = facts("working", .running)
    next.attempt = 2
    _ = job.merge(next, at: start.advanced(by: .seconds(2)))
    #expect(job.progress == nil)
  }
}
