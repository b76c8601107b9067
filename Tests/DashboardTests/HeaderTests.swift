import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct HeaderTests {
  @Test(arguments: [(100, "● rec  14:03:22"), (40, "● rec")])
  func `a screen that is recorded says so, until that ends`(columns: Int, sign: String) {
    var story = Story(columns, 24)
    story.learn(.sample(1))
    #expect(!story.lines[0].contains("rec"))
    story.state.recorded = .everything
    #expect(story.lines[0].hasSuffix(sign))
    #expect(story.grid.ascii.text(row: 0).hasSuffix(sign.replacing("●", with: "*")))
    story.press("p")
    #expect(story.lines[0].contains("● rec  frozen"))
    story.press("p")
    story.send(.recordingStopped("The recording a.jsonl ends here: no space left on device."))
    #expect(!story.lines[0].contains("rec"))
    #expect(story.line(with: "The recording a.jsonl ends") != nil)
  }

  @Test func `that names are hidden in a recording is said where there is room`() {
    var story = Story(100, 24)
    story.state.recorded = .redacted
    #expect(story.lines[0].hasSuffix("● rec, redacted  14:03:22"))
    story.state.size.columns = 40
    #expect(story.lines[0].hasSuffix("● rec"))
  }

  private static let soon = Timestamp.sampleNow.advanced(by: .milliseconds(6100))
  private static let request = JobFailure.Request(server: "demo", line: "GET /")

  @Test(
    arguments: [
      (.idle, "not asked"), (.connecting, "connecting"), (.push(delay: nil), "push"),
      (.longPoll, "long poll"), (.push(delay: .milliseconds(12)), "push 12 ms"),
      (.poll(every: .seconds(2)), "poll 2 s"),
      (
        .retrying(at: soon, failures: 3, because: .noAnswer(request, within: .seconds(10))),
        "retry in 7 s (3)"
      ),
      (.retrying(at: .epoch, failures: 2, because: .closed), "retrying (2)"),
      (.unanswered(at: .sampleNow, because: .closed), "last asked 14:03:22"),
      (.unauthorised(reason: "no"), "unauthorised"),
    ] as [(ServerStatus.Link, String)]
  )
  func `a chip says in plain words how facts reach us`(
    link: ServerStatus.Link,
    words: String
  ) {
    #expect(ServerChip.words(for: link, at: .sampleNow) == words)
  }

  @Test(arguments: [(1, "1 keeps failing"), (3, "3 keep failing")])
  func `a chip tells what keeps failing while the rest is answered`(count: Int, words: String) {
    let failing = ServerStatus.Failing(requests: count, retryAt: Self.soon, because: .closed)
    let link = ServerStatus.Link.poll(every: .seconds(2))
    let status = ServerStatus(server: "demo", link: link, failing: failing)
    let chip = ServerChip("demo", status: status, now: .sampleNow)
    #expect(chip.words == "poll 2 s, \(words), retry in 7 s")
    #expect(chip.glyph == "○")
  }

  @Test(arguments: [ServerStatus.Link.poll(every: .seconds(2)), .push(delay: nil), .connecting])
  func `a chip counts how long a request has been without an answer`(
    link: ServerStatus.Link
  ) {
    let since = Timestamp.sampleNow.advanced(by: .milliseconds(-8700))
    let status = ServerStatus(server: "demo", link: link, silentSince: since)
    let chip = ServerChip("demo", status: status, now: .sampleNow)
    #expect(chip.words == "no answer for 8 s")
    #expect(chip.glyph == "○")
    #expect(chip.role == .chipWarning)
  }

  private func line(_ width: Int) -> String {
    let away = ServerStatus.Link.retrying(
      at: Self.soon,
      failures: 3,
      because: .noAnswer(Self.request, within: .seconds(10))
    )
    let links: [(String, ServerStatus.Link)] = [
      ("demo", .push(delay: .milliseconds(12))), ("ray", away),
      ("render", .poll(every: .seconds(2))),
    ]
    let chips = links.map { name, link in
      ServerChip(name, status: ServerStatus(server: name, link: link), now: .sampleNow)
    }
    return ServerChip.line(of: chips, width: width).map(\.text).joined()
  }

  @Test(arguments: [
    (90, "● demo  push 12 ms   ✖ ray  no answer, retry in 7 s (3)   ● render  poll 2 s"),
    (70, "● demo  push 12 ms   ✖ ray  retry in 7 s (3)   ● render  poll 2 s"),
    (58, "● demo  push 12 ms   ✖ ray  retry in 7 s (3)   ● render"),
    (50, "● demo   ✖ ray  retry in 7 s (3)   ● render"),
    (40, "● demo   ✖ ray  retry 7 s   ● render"),
    (30, "● demo   ✖ ray   ● render"),
    (20, "✖ ray   ● demo  +1"),
    (12, "✖ ray  +2"),
    (4, "+3"),
  ])
  func `chips get shorter, then fewer, and never overflow`(width: Int, expected: String) {
    #expect(line(width) == expected)
  }

  @Test func `a server that did not answer and has nothing to be asked is not called unasked`() {
    var story = Story()
    story.state.utcOffset = 3600
    let silence = JobFailure.noAnswer(Self.request, within: .seconds(10))
    let link = ServerStatus.Link.unanswered(at: story.now, because: silence)
    story.learn(.sample(1, state: .unconfirmed))
    story.send(.status(ServerStatus(server: "demo", link: link)))
    #expect(story.lines[0].contains("✖ demo  no answer, last asked 15:03:22"))
  }

  @Test(arguments: [
    (60, "✖ vendor  unauthorised   ✖ farm  retry in 7 s (3)"),
    (44, "✖ vendor  401   ✖ farm  retry in 7 s (3)"), (36, "✖ vendor  401   ✖ farm  retry 7 s"),
    (29, "✖ vendor   ✖ farm  retry 7 s"), (18, "✖ vendor   ✖ farm"),
  ])
  func `of servers in trouble the one that may come back says more`(width: Int, expected: String) {
    let away = ServerStatus.Link.retrying(
      at: Self.soon,
      failures: 3,
      because: .unreachable(Self.request, why: "connection refused")
    )
    let links: [(String, ServerStatus.Link)] = [
      ("vendor", .unauthorised(reason: "401 no such key")), ("farm", away),
    ]
    let chips = links.map { name, link in
      ServerChip(name, status: ServerStatus(server: name, link: link), now: .sampleNow)
    }
    #expect(ServerChip.line(of: chips, width: width).map(\.text).joined() == expected)
  }

  @Test func `blanks beside the words of a chip look like none of them`() {
    let away = ServerStatus.Link.retrying(at: Self.soon, failures: 3, because: .closed)
    let chip = ServerChip("ray", status: ServerStatus(server: "ray", link: away), now: .sampleNow)
    let spans = ServerChip.line(of: [chip], width: 80)
    #expect(spans.allSatisfy { $0.role == .plain || !$0.text.hasPrefix("  ") })
  }

  @Test func `a countdown that loses a digit does not change what chips say`() {
    let widths = (20...90).filter { width in
      let lines = [6100, 12_100].map { milliseconds in
        let link = ServerStatus.Link.retrying(
          at: .sampleNow.advanced(by: .milliseconds(milliseconds)),
          failures: 3,
          because: .closed
        )
        let status = ServerStatus(server: "ray", link: link)
        let chips = ["ray", "beta", "gone"].map {
          ServerChip($0, status: status, now: .sampleNow)
        }
        let line = ServerChip.line(of: chips, width: width).map(\.text).joined()
        return line.filter { !$0.isNumber }
      }
      return lines[0] != lines[1]
    }
    #expect(widths == [])
  }

  @Test(arguments: [60, 80, 100])
  func `with no server in touch the totals say so, and no pace is told`(width: Int) {
    var story = Story(width, 24)
    story.learn((1...66).map { .sample($0, state: $0 < 40 ? .running : .pending) })
    story.wait(.seconds(30))
    for number in 67...70 as ClosedRange<UInt64> {
      var running = Job.sample(number)
      running.seen = story.now
      story.learn(running)
      var job = Job.sample(number, state: .completed)
      job.finished = story.now
      story.learn(job)
    }
    story.wait(.seconds(40))
    #expect(story.lines[1].contains("/min") == (width > 60))
    let away = ServerStatus.Link.retrying(at: story.now, failures: 2, because: .closed)
    story.send(.status(ServerStatus(server: "demo", link: away)))
    #expect(story.lines[1].contains("66 out of touch"))
    #expect(!story.lines[1].contains("/min"))
  }

  @Test(arguments: 0...120)
  func `no width is too small for the chips`(width: Int) {
    #expect(line(width).count <= width)
  }

  @Test func `the clock shows the time of the place`() {
    var story = Story()
    #expect(story.lines[0].hasSuffix("14:03:22"))
    story.state.utcOffset = -16 * 3600
    #expect(story.lines[0].hasSuffix("22:03:22"))
  }

  @Test func `totals name how many servers they count, and a list that was cut`() {
    var story = Story(servers: [.sample(), .sample("render")])
    story.learn(.sample(1), .sample(2, state: .failed), .sample(3, server: "render"))
    #expect(story.lines[1] == " 3 jobs on 2 servers   2 running   1 failed")
    var status = ServerStatus(server: "demo", link: .idle)
    status.isListCapped = true
    story.send(.status(status))
    #expect(story.lines[1] == " 3+ jobs on 2 servers   2 running   1 failed")
    #expect(story.line(with: "not asked, list capped") != nil)
  }

  @Test func `totals that leave some out say so`() {
    var story = Story(40, 12)
    let states: [JobState] = [
      .running, .pending, .unconfirmed, .failed, .refused, .lost, .cancelled, .completed,
    ]
    story.learn(states.enumerated().map { .sample(UInt64($0.offset + 1), state: $0.element) })
    #expect(story.lines[1].hasSuffix("  …"))
    story.state.size.columns = 100
    #expect(!story.lines[1].contains("…"))
  }

  /// Nobody knows how long a job took that was seen for the last time a minute before its end.
  @Test(arguments: [(true, "3.0/min  p50 90 s"), (false, "3.0/min")])
  func `after a minute the pace of what ends is told`(areSeen: Bool, pace: String) {
    var story = Story()
    let jobs: [Job] = (1...4).map { .sample($0, age: .seconds(30)) }
    story.learn(jobs)
    story.wait(.seconds(60))
    if areSeen {
      for var job in jobs {
        job.seen = story.now
        story.learn(job)
      }
    }
    for number in 1...4 as ClosedRange<UInt64> {
      var job = Job.sample(number, state: .completed, age: .seconds(30))
      job.finished = story.now
      story.learn(job)
    }
    story.wait(.seconds(20))
    #expect(story.lines[1].hasSuffix(pace))
  }

  @Test func `jobs that were found do not say how long work takes`() {
    var story = Story()
    for number in 1...4 as ClosedRange<UInt64> {
      var job = Job.sample(number, age: .zero)
      job.isCreationKnown = false
      story.learn(job)
      job.state = .completed
      job.finished = story.now.advanced(by: .seconds(60))
      story.learn(job)
    }
    story.wait(.seconds(80))
    #expect(story.lines[1].hasSuffix("3.0/min"))
  }
}
