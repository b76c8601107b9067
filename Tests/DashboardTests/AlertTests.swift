import JobModel
import TestSupport
import Testing

@testable import Dashboard

/// What rings the bell.
struct AlertTests {
  private func story(_ line: String) -> Story {
    var story = Story()
    story.press(":")
    story.type(line)
    story.press("Enter")
    return story
  }

  private func rings(_ story: Story) -> Int { story.wishes.count { $0 == .ring } }

  @Test func `a job that comes to match rings once, one that matches already does not`() {
    var story = story("notify state:failed → bell")
    #expect(story.notice == "The bell rings when a job comes to match /state:failed")
    story.learn(.sample(1), .sample(2, state: .failed))
    #expect(rings(story) == 0)
    story.learn(.sample(1, state: .failed))
    #expect(rings(story) == 1)
    story.learn(.sample(1, state: .failed), .sample(2, state: .failed))
    story.wait(.seconds(10))
    #expect(rings(story) == 1)
  }

  @Test func `what comes together rings once, what follows soon once more`() {
    var story = story("notify state:failed")
    story.learn((1...9).map { .sample($0) })
    story.learn((1...3).map { .sample($0, state: .failed) })
    story.wait(.milliseconds(100))
    for number in 4...6 { story.learn(.sample(UInt64(number), state: .failed)) }
    #expect(rings(story) == 1)
    story.wait(.seconds(2))
    #expect(rings(story) == 2)
    story.wait(.seconds(60))
    #expect(rings(story) == 2)
  }

  @Test func `a job that changes twice at once is told of once`() throws {
    var story = story("notify state:failed -> run cat")
    story.learn(.sample(1))
    story.learn(.sample(1, state: .running), .sample(1, state: .failed))
    let told = story.wishes.compactMap { wish in
      if case .notify(let news) = wish { news.jobs.count } else { nil }
    }
    #expect(told == [1])
  }

  @Test func `rules are told, dropped, and there the next time`() {
    var before = story("notify retries>2 state:failed")
    before.press(":")
    before.type("notify")
    before.press("Enter")
    #expect(before.notice == "/retries>2 state:failed → bell; :notify - drops what was typed.")
    var after = Story()
    after.state.begin(with: before.remembered.last ?? "")
    after.learn(.sample(1))
    var job = Job.sample(1, state: .failed)
    job.polls = 9
    after.learn(job)
    #expect(rings(after) == 1)
    after.press(":")
    after.type("notify -")
    after.press("Enter")
    after.learn(.sample(2))
    after.learn(.sample(2, state: .failed))
    after.wait(.seconds(9))
    #expect(rings(after) == 1)
  }

  @Test func `a hook is told of all that came together, with each job as it is`() throws {
    var before = story("notify state:failed -> run notify-team --now")
    #expect(
      before.notice
        == "The command “notify-team --now” runs when a job comes to match /state:failed"
    )
    before.learn((1...3).map { .sample($0) })
    before.learn(.sample(1, state: .failed), .sample(3, state: .failed))
    let news = before.wishes.compactMap { wish in
      if case .notify(let news) = wish { news } else { nil }
    }
    #expect(news.count == 1)
    let one = try #require(news.first)
    #expect(one.target == .run(["/bin/sh", "-c", "notify-team --now"]))
    #expect(one.jobs.compactMap { $0["state"]?.string } == ["failed", "failed"])
    #expect(one.summary.hasPrefix("2 jobs match state:failed: "))
    #expect(rings(before) == 0)
    // It is remembered with its target.
    var after = Story()
    after.state.begin(with: before.remembered.last ?? "")
    #expect(after.state.alerts.rules == before.state.alerts.rules)
  }

  @Test func `however many jobs come to match together, all are told`() {
    var story = story("notify state:failed -> run cat")
    story.learn((1...2_345).map { .sample($0) })
    story.learn((1...2_345).map { .sample($0, state: .failed) })
    story.wait(.seconds(9))
    let news = story.wishes.compactMap { wish in
      if case .notify(let news) = wish { news } else { nil }
    }
    #expect(news.allSatisfy { $0.jobs.count <= 1_000 })
    let ids = news.flatMap { $0.jobs.compactMap { $0["id"]?.string } }
    #expect(ids.count == 2_345)
    #expect(Set(ids).count == 2_345)
  }

  @Test func `jobs without a title are named by their ids, and all by where they are`() {
    var story = story("notify state:failed -> desktop")
    story.learn(.sample(1, title: nil), .sample(2))
    story.learn(.sample(1, state: .failed, title: nil), .sample(2, state: .failed))
    let news = story.wishes.compactMap { wish in
      if case .notify(let news) = wish { news } else { nil }
    }
    let summary = "2 jobs match state:failed: 7f3a9101, Keynote → French"
    #expect(news.map(\.summary) == [summary])
    #expect(news.map(\.description) == ["\(summary) (demo 7f3a9101, demo 7f3a9102)"])
  }

  @Test func `rules of the configuration stay when those that were typed are dropped`() throws {
    var story = Story()
    let rule = try AlertRule("state:lost", target: .webhook("https://hooks.example.org/secret"))
    story.state.setAlerts([rule])
    story.press(":")
    story.type("notify state:failed")
    story.press("Enter", ":")
    story.type("notify -")
    story.press("Enter")
    #expect(story.state.alerts.rules == [rule])
    #expect(story.notice == "Only the configuration's are left.")
    #expect(rule.target.name == "The webhook at hooks.example.org")
  }

  @Test func `what cannot be a rule says why`() {
    #expect(story("notify state:faild").mistake?.hasPrefix("There is no state “faild”") == true)
    let advice =
      "bell, desktop, webhook URL and run COMMAND are, as in :notify state:failed -> desktop"
    let sentence = "There is no target “pager”; " + advice
    #expect(story("notify state:failed -> pager").mistake == sentence)
    #expect(story("notify state:failed -> pager").state.alerts.rules.isEmpty)
  }
}
