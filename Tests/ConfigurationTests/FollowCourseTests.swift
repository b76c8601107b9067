import JobClient
import JobModel
import TestSupport
import Testing

@testable import jobtop

/// When a command has followed all jobs to where it was to.
struct FollowCourseTests {
  @Test func `what came of creates that had no answer is followed as well`() {
    var course = FollowCourse([], WaitGoal(), isComplete: false)
    #expect(!course.isOver)
    let made = Job.sample(2, state: .pending)
    let reply = Reply.success([JobUpdate(time: .sampleNow, source: .create, job: made)])
    #expect(course.take(reply) == [made.jobID].compactMap(\.self))
    #expect(!course.isOver)
    let end = Job.sample(2, state: .completed)
    course.end(JobUpdate(time: .sampleNow, source: .poll, job: end))
    #expect(course.isOver && course.reached.count == 1)
  }

  @Test func `creates that came to nothing leave nothing to follow`() {
    var course = FollowCourse([], WaitGoal(), isComplete: false)
    let lost = Job.sample(2, state: .unconfirmed)
    let reply = Reply.success([JobUpdate(time: .sampleNow, source: .create, job: lost)])
    #expect(course.take(reply) == [])
    #expect(course.isOver)
  }
}
