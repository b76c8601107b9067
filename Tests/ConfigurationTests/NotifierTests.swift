import Foundation
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

  @Test func `of several that fail together each is said, and none that was told since`()
    async throws
  {
    let notifier = Notifier(events: events, clock: clock, environment: [:]) { _ in }
    let folder = FileManager.default.temporaryDirectory.path
    let paths = (1...2).map { _ in "\(folder)/\(UUID().uuidString)" }
    let begin = { (path: String) in notifier.begin(try self.news(.run([path]))) }
    let names = try paths.map(begin)
    await withTaskGroup(of: Void.self) { group in
      for name in names { group.addTask { await notifier.tell(name) } }
      for pause in Notifier.pauses {
        await clock.waitForSleepers(2)
        clock.jump(by: pause)
      }
    }
    try FileManager.default.createSymbolicLink(atPath: paths[1], withDestinationPath: "/bin/true")
    defer { try? FileManager.default.removeItem(atPath: paths[1]) }
    await notifier.tell(try begin(paths[1]))
    let last = try begin(paths[0])
    async let telling: Void = notifier.tell(last)
    await clock.waitForSleepers()
    _ = await notifier.leave()
    await telling
    var told: [String] = []
    await events.deliver { event in
      if case .told(let sentence) = event { told.append(sentence) }
      if told.count == 9 { events.finish() }
    }
    let sentences = paths.map { "The command “\($0)” does not start: no such file or directory" }
    #expect(told[1].hasPrefix("2 are not told: "))
    #expect(sentences.allSatisfy { told[1].contains("t" + $0.dropFirst()) })
    #expect(told[8] == "\(sentences[0]); tried again in 1 s.")
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
