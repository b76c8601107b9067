import JobModel
import TestSupport
import Testing

@testable import Dashboard

/// Refused drafts that are sent again.
struct ResendingTests {
  private static let draft = Draft(inputs: ["video": "http://a/b"])

  private func refused(_ number: UInt64) -> Job {
    var job = Job.sample(number, state: .refused, age: .seconds(Int(number)))
    job.draft = Self.draft
    return job
  }

  private func made(_ number: UInt64, _ state: JobState = .submitting) -> Job {
    var job = Job.sample(number, state: state, age: .zero)
    job.draft = Self.draft
    return job
  }

  @Test func `a refused draft that is sent again is one row, and the cursor stays with it`() {
    var story = Story()
    story.learn(refused(1), refused(2), .sample(3))
    while story.cursor != 2 { story.press("↓") }
    story.press("r", "!")
    #expect(story.wishes == [.create(server: "demo", drafts: [Self.draft])])
    story.forgetWishes()
    story.learn(made(9))
    #expect(story.wishes == [.forget([.sample(2)])])
    story.send(.forgotten([.sample(2)]))
    #expect(story.order.sorted() == [1, 3, 9])
    #expect(story.cursor == 9)
    story.learn(made(9, .pending))
    #expect(story.wishes.count == 1)
  }

  @Test func `a refused draft stays until what is made of it is there`() {
    var story = Story()
    story.learn(refused(1))
    story.press("↓", "r", "!")
    story.learn(.sample(2))
    var other = made(3)
    other.draft = Draft(inputs: ["video": "http://other"])
    story.learn(other)
    #expect(!story.wishes.contains { if case .forget = $0 { true } else { false } })
    #expect(story.order.contains(1))
  }

  @Test func `sent as it stands by its form it is the same wish`() {
    let video = InputField(name: "video", type: .url, isRequired: true)
    var story = Story(servers: [.sample(inputs: [video])])
    story.learn(refused(1))
    story.press("↓", "n", "Enter")
    story.learn(made(2))
    #expect(story.wishes.last == .forget([.sample(1)]))
  }

  @Test func `a job of the same inputs that nobody sent again leaves the draft alone`() {
    let video = InputField(name: "video", type: .url, isRequired: true)
    var story = Story(servers: [.sample(inputs: [video])])
    story.learn(refused(1))
    story.press("↓", ":")
    story.type("create video=http://a/b")
    story.press("Enter")
    story.learn(made(2))
    #expect(story.wishes.count == 1)
    #expect(story.order.sorted() == [1, 2])
  }
}
