import JobModel
import Testing

@testable import JobClient

struct TellingPaceTests {
  private static func instant(_ milliseconds: Int) -> Timestamp {
    Timestamp(seconds: 1_000_000).advanced(by: .milliseconds(milliseconds))
  }

  @Test func `a stream that says something now and then is heard at once`() {
    var pace = TellingPace()
    let delays = (0..<100).map { pace.delay(at: Self.instant($0 * 400)) }
    #expect(delays.allSatisfy { $0 == nil })
  }

  @Test func `what one says that never pauses goes on three times a second`() {
    var pace = TellingPace()
    var now = 0
    var times = 0
    while now < 20_000 {
      times += 1
      let delay = pace.delay(at: Self.instant(now)) ?? .zero
      // The next message is there six milliseconds later, or has been gathered.
      now += max(6, Int(delay / .milliseconds(1)))
    }
    #expect((60...70).contains(times))
  }
}
