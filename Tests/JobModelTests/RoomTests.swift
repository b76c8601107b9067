import JobModel
import TestSupport
import Testing

/// What is kept once for each of a hundred thousand jobs.
struct RoomTests {
  @Test func `a job takes little room`() {
    // With the head of its box, of 16 bytes, that makes a block of 240.
    #expect(MemoryLayout<Job>.size <= 216)
  }

  @Test(arguments: [nil, 0, -1, .max, .min + 1] as [Int?])
  func `a compact optional holds what it is given`(_ value: Int?) {
    #expect(Compact(wrappedValue: value).wrappedValue == value)
    let instant = value.map { Timestamp(nanoseconds: Int64($0)) }
    #expect(Compact(wrappedValue: instant).wrappedValue == instant)
    let length = value.map { Duration.nanoseconds($0) }
    #expect(Compact(wrappedValue: length).wrappedValue == length)
  }

  @Test func `the least number of all is something, too`() {
    #expect(Compact(wrappedValue: Int.min).wrappedValue == .min + 1)
    #expect(MemoryLayout<Compact<Timestamp>>.size == 8)
  }

  @Test func `what few jobs have takes no room in the others`() {
    var job = Job.sample(state: .running)
    let bare = job
    (job.reason, job.result) = ("no disk", "https://farm.example.org/7")
    #expect(job.reason == "no disk")
    #expect(job.result == "https://farm.example.org/7")
    #expect(job.draft == nil)
    #expect(job != bare)
    (job.reason, job.result) = (nil, nil)
    #expect(job == bare)
    #expect(job.hashValue == bare.hashValue)
  }
}
