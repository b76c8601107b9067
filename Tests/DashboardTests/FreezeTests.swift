import JobModel
import TestSupport
import Testing

@testable import Dashboard

struct FreezeTests {
  @Test func `a frozen screen stands still, says since when, and goes on with everything`() {
    var story = Story()
    story.learn(.sample(1), .sample(2))
    story.press("p")
    let before = story.lines
    #expect(before[0].contains("frozen 14:03:22"))
    story.wait(.seconds(12))
    story.learn(.sample(1, state: .completed), .sample(3))
    story.send(.status(ServerStatus(server: "demo", link: .poll(every: .seconds(2)))))
    #expect(Set(story.order) == [1, 2])
    #expect(story.lines.dropLast(2) == before.dropLast(2))
    #expect(story.line(with: "frozen for 12s, 2 changes wait, p goes on") != nil)
    story.press("p")
    #expect(Set(story.order) == [1, 2, 3])
    #expect(story.state.table.row(of: .sample(1))?.job.state == .completed)
    #expect(story.lines[0].contains("poll 2 s") && !story.lines[0].contains("frozen"))
  }

  @Test func `on the smallest screen it is said as well, also beside a long sentence`() {
    var story = Story(40, 8)
    story.learn(.sample(1), .sample(2))
    story.press("p")
    #expect(story.lines[0].hasSuffix("frozen"))
    var wide = Story(80, 24)
    wide.learn(.sample(1), .sample(2))
    wide.press("p")
    wide.send(.told(String(repeating: "long ", count: 20)))
    #expect(wide.lines[21].contains("long long"))
    #expect(wide.lines[22].hasSuffix("frozen for 0s, 0 changes wait, p goes on"))
  }

  @Test func `where a recording ends the screen stands still and says so`() {
    var story = Story()
    story.state.play(atSpeed: 4)
    story.learn(.sample(1))
    #expect(story.lines[0].contains("replay 4x"))
    story.send(.ended)
    story.wait(.seconds(30))
    #expect(story.lines[0].contains("ended"))
    #expect(story.line(with: "the recording ends here, , goes back") != nil)
    #expect(story.line(with: "▶ running")?.contains("30s") == false)
    story.press("p", "n")
    #expect(story.notice == "This is a recording: jobs are looked at and left alone.")
    #expect(story.lines[0].contains("ended"))
  }

  @Test func `a recording that is played stops, and goes on where it stopped`() {
    var story = Story()
    story.state.play(atSpeed: 4)
    story.learn(.sample(1), .sample(2))
    #expect(story.lines.last?.contains("p Pause  + Faster  - Slower") == true)
    story.press("p")
    #expect(story.wishes == [.play(speed: 0)])
    #expect(story.lines[0].hasSuffix("replay 4x  paused 14:03:22"))
    #expect(story.line(with: "paused, p goes on") != nil)
    #expect(story.lines.last?.contains("p Play") == true)
    // The clock stands: no tick would ever change what is shown.
    story.press("↓")
    #expect(story.state.nextTick(after: story.now) == nil)
    #expect(story.line(with: "order held") == nil)
    story.press("p")
    #expect(story.wishes == [.play(speed: 0), .play(speed: 4)])
    #expect(!story.lines[0].contains("paused"))
  }

  @Test func `what a key says while the playing stands goes with the next`() {
    var story = Story()
    story.state.play(atSpeed: 1)
    story.learn(.sample(1))
    story.press("p", "x")
    #expect(story.notice == "This is a recording: jobs are looked at and left alone.")
    story.press("j")
    #expect(story.notice == nil)
  }

  @Test func `a recording is played faster and slower`() {
    var story = Story(40, 8)
    story.state.play(atSpeed: 1)
    story.learn(.sample(1))
    story.press("+", "+", "-", "-", "-")
    #expect(story.wishes == [2, 4, 2, 1, 0.5].map { .play(speed: $0) })
    #expect(story.lines[0].hasSuffix("replay 0.5x"))
    story.forgetWishes()
    story.press("p", "+", "p")
    #expect(story.wishes == [.play(speed: 0), .play(speed: 1)])
    story.state.play(atSpeed: 800)
    story.press("+")
    #expect(story.notice == "No recording is played faster than that.")
    story.send(.ended)
    story.press("+")
    #expect(story.notice == "The recording ends here.")
  }

  @Test func `nobody was away from a recording that is played fast`() {
    var story = Story()
    story.state.play(atSpeed: 512)
    story.learn(.sample(1))
    story.press("j")
    story.wait(.seconds(600))
    story.learn(.sample(1, state: .completed))
    story.wait(.seconds(600))
    #expect(story.line(with: "away") == nil)
  }

  @Test func `p returns to now where the past of a recording is shown, and plays on`() {
    var story = Story()
    story.state.play(atSpeed: 1)
    story.learn(.sample(1))
    story.wait(.seconds(5))
    story.learn(.sample(1, state: .completed))
    story.press("p", ",")
    #expect(story.lines[0].contains("rewound"))
    story.press("p")
    #expect(!story.lines[0].contains("rewound") && !story.lines[0].contains("paused"))
    #expect(story.wishes == [.play(speed: 0), .play(speed: 1)])
  }

  @Test func `what is forgotten meanwhile goes when the screen goes on`() {
    var story = Story()
    story.learn(.sample(1), .sample(2))
    story.press("Z")
    story.learn(.sample(3))
    story.send(.forgotten([.sample(1), .sample(3)]))
    #expect(Set(story.order) == [1, 2])
    story.press("Z")
    #expect(story.order == [2])
  }

  @Test func `a draft that became a job meanwhile is one row`() {
    var story = Story()
    story.learn(.sample(1, state: .submitting))
    story.press("p")
    story.send(
      .updates([JobUpdate(time: story.now, source: .poll, job: .sample(2), replaces: .sample(1))])
    )
    story.press("p")
    #expect(story.order == [2])
  }

  @Test func `a long freeze keeps the last fact of each run, and whose place it takes`() {
    var freeze = Freeze(since: .sampleNow)
    freeze.take([.sample(.sample(2), replaces: .sample(1))])
    for _ in 0..<60 {
      freeze.take((2...1001).map { .sample(.sample(UInt64($0), state: .completed)) })
    }
    #expect(freeze.count == 60_001)
    #expect(freeze.waiting.count < 50_000)
    #expect(freeze.waiting[0].replaces == .sample(1))
    #expect(freeze.waiting[0].state == .completed)
  }

  @Test func `keys go on to work while the screen stands still`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(1)), .sample(2, age: .seconds(2)))
    story.press("p", "g", "↓", "x")
    #expect(story.cursor == 2)
    #expect(story.line(with: "cancel in 5s") != nil)
    story.wait(.seconds(2))
    #expect(story.line(with: "cancel in 3s") != nil)
    story.wait(.seconds(3))
    #expect(story.wishes == [.cancel([.sample(2)])])
  }
}
