import JobModel
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00.000Z", 0), ("2026-11-21T04:05:06.789Z", 1_795_233_906_789),
    ("2000-02-29T23:59:59.999Z", 951_868_799_999), ("1969-12-31T23:59:59.999Z", -1),
  ])
  func `an instant is written in UTC with milliseconds`(text: String, milliseconds: Int64) {
    #expect(Timestamp(nanoseconds: milliseconds * 1_000_000).rfc3339 == text)
  }

  @Test(arguments: [
    "2026-11-21T04:05:06Z", "2026-11-21T04:05:06", "2026-11-21 04:05:06.000",
    "2026-11-21T05:05:06+01:00",
    "2026-11-20T23:35:06-0430", "2026-11-21T04:05:06.000000000Z",
  ])
  func `every spelling of an instant is read alike`(text: String) {
    #expect(Timestamp(iso8601: text)?.rfc3339 == "2026-11-21T04:05:06.000Z")
  }

  @Test(arguments: ["", "yesterday", "2026-13-01T00:00:00Z", "2026-11-21", "2026-11-21T04:05:06X"])
  func `what is no instant is none`(text: String) {
    #expect(Timestamp(iso8601: text) == nil)
  }

  @Test func `arithmetic stops at the end of the range`() {
    #expect(Timestamp.distantFuture.advanced(by: .seconds(1)) == .distantFuture)
    let early = Timestamp(nanoseconds: .min)
    #expect(early.duration(to: .distantFuture) == .nanoseconds(Int64.max))
  }

  @Test(arguments: [
    ("30", Duration.seconds(30)), ("30s", .seconds(30)), ("500ms", .milliseconds(500)),
    ("2m", .seconds(120)), ("1h", .seconds(3600)), ("1.5s", .milliseconds(1500)),
  ])
  func `a length of time is read as it is written`(text: String, duration: Duration) {
    #expect(Duration(written: text) == duration)
  }

  @Test(arguments: ["", "s", "-1s", "5w", "1e3", "ms", "5 s", "1..2"])
  func `what is no length of time is none`(text: String) {
    #expect(Duration(written: text) == nil)
  }

  @Test(arguments: [
    (Duration.milliseconds(850), "850 ms"), (.seconds(12), "12 s"), (.milliseconds(2500), "2.5 s"),
    (.seconds(185), "3m05"), (.seconds(7800), "2h10"),
  ])
  func `a length of time is short where people read it`(duration: Duration, text: String) {
    #expect(duration.short == text)
  }

  @Test func `the last instant is read and one behind it is none`() {
    #expect(Timestamp(iso8601: "2262-04-11T23:47:16.854775807Z")?.nanoseconds == .max)
    #expect(Timestamp(iso8601: "2262-04-11T23:47:16.854775808Z") == nil)
    #expect(Timestamp(iso8601: "2262-04-11T23:47:17Z") == nil)
  }
}
