import JobModel
import TestSupport
import Testing

@testable import jobtop

struct CreatedJobsTests {
  private func update(_ number: UInt64, _ state: JobState) -> JobUpdate {
    JobUpdate(time: .sampleNow, source: .create, job: .sample(number, state: state))
  }

  @Test func `a create that was taken back unsent is not one without an answer`() {
    var created = CreatedJobs()
    for number in 1...3 { _ = created.learn(update(UInt64(number), .submitting)) }
    created.catchUp(with: [update(1, .refused), update(2, .submitting), update(3, .pending)])
    #expect(created.unanswered.map(\.job.run) == [.sample(2)])
    #expect(created.open.map(\.job.run) == [.sample(3)])
  }
}
