import JobModel
import Testing

@testable import JobClient

struct ReadingPaceTests {
  private static func instant(_ milliseconds: Int) -> Timestamp {
    Timestamp(seconds: 1_000_000).advanced(by: .milliseconds(milliseconds))
  }

  @Test func `a stream that says something now and then is read at once`() {
    var pace = ReadingPace()
    let rests = (0..<100).map { pace.read(300, at: Self.instant($0 * 200)) }
    #expect(rests.allSatisfy { $0 == nil })
  }

  @Test func `one that never pauses is read five times a second`() {
    var pace = ReadingPace()
    var now = 0
    var reads = 0
    while now < 20_000 {
      reads += 1
      let rest = pace.read(300, at: Self.instant(now)) ?? .zero
      // The next message is there six milliseconds after the read began, or has waited.
      now += max(6, Int(rest / .milliseconds(1)))
    }
    #expect((100...110).contains(reads))
  }

  @Test func `a read that brings much is followed by the next at once`() {
    var pace = ReadingPace()
    let rests = (0..<1000).map { pace.read(65_536, at: Self.instant($0)) }
    #expect(rests.allSatisfy { $0 == nil })
  }
}
