import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard
@testable import jobtop

/// What is told out of the terminal, and what is said where that does not get through.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct NotifierTests {
  private let clock = TestClock()
  private let events: DashboardEvents

  init() {
    events = DashboardEvents(clock: clock)
  }

  @Test func `a webhook that leads elsewhere is not followed, and has not been told`() async throws
  {
    try await ScriptedServer.with { talk in
      let head = try await talk.hearRequest().head
      try await talk.say(
        head.hasPrefix("POST /leads")
          ? "HTTP/1.1 302 Found\r\nLocation: /ok\r\nConnection: close\r\n"
            + "Content-Length: 0\r\n\r\n"
          : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
      )
    } _: { url in
      let notifier = Notifier(events: events, clock: clock, environment: [:]) { _ in }
      let name = notifier.begin(try news(.webhook("\(url)/leads")))
      async let leaving = notifier.leave()
      await notifier.tell(name)
      let sentences = await leaving
      #expect(sentences.count == 1)
      let problem = "answered with 302, and no redirect is followed; not told: "
      #expect(sentences.first?.contains(problem) == true)
    }
  }

  @Test func `what was given up is said when the program ends`() async throws {
    let notifier = Notifier(events: events, clock: clock, environment: [:]) { _ in }
    let name = notifier.begin(try news(.run(["/nonexistent"])))
    async let telling: Void = notifier.tell(name)
    for pause in Notifier.pauses {
      await clock.waitForSleepers()
      clock.jump(by: pause)
    }
    await telling
    let sentences = await notifier.leave()
    #expect(sentences.count == 1)
    #expect(sentences.first?.contains("given up after 4 tries, not told: ") == true)
    #expect(sentences.first?.hasSuffix("(demo 7f3a9101).") == true)
  }

  private func news(_ target: AlertTarget) throws -> AlertNews {
    var state = DashboardState(size: Size(columns: 100, rows: 24))
    _ = state.reduce(.servers([.sample()]), at: .sampleNow)
    state.setAlerts([try AlertRule("state:failed", target: target)])
    _ = state.reduce(.updates([.sample(.sample(1))]), at: .sampleNow)
    let effects = state.reduce(.updates([.sample(.sample(1, state: .failed))]), at: .sampleNow)
    let news = effects.compactMap { effect in
      if case .notify(let news) = effect { news } else { nil }
    }
    return try #require(news.first)
  }
}
