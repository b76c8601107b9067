import Dashboard
import Foundation
import HTTPTypes
import JobClient
import JobModel
import JobProfile

/// Tells of jobs outside of the terminal; what does not get through is tried again, and told.
///
/// ```
///  news ─► desktop: notify-send, else the terminal's own notification
///       ─► run: a program with a line of JSON for each job
///       ─► webhook: POST {"rule": …, "jobs": […]}
///                └─ fails ─► told ─► again after each of `pauses` ─► given up, and told
/// ```
@MainActor
final class Notifier {
  private let events: DashboardEvents
  private let clock: any JobClock
  private let environment: [String: String]
  /// Shows a notification by way of the terminal.
  private let showInTerminal: (String) -> Void

  /// How long it rests before each further try.
  nonisolated static let pauses = [Duration.seconds(1), .seconds(5), .seconds(30)]
  /// How long what is under way may still take when the program ends.
  nonisolated static let grace = Duration.seconds(2)
  /// Who takes longer is taken for one that hangs.
  private static let patience = Duration.seconds(10)

  /// So much of what was given up is remembered.
  private static let most = 20

  /// What is being told, by the name that a repeat keeps.
  private var underWay: [String: AlertNews] = [:]
  /// Who was not told last, and why, in the order in which that began.
  private var failing: [(target: AlertTarget, words: String)] = []
  /// Ends the rest before something is tried again, by the same name.
  private var rests: [String: AsyncStream<Never>.Continuation] = [:]
  /// The program ends.
  private var isLeaving = false
  /// What was given up, the latest of it.
  private var undelivered: [String] = []
  /// Ends when nothing is under way any more.
  private let (busyness, becomeIdle) = AsyncStream.makeStream(of: Never.self)

  init(
    events: DashboardEvents,
    clock: any JobClock,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    showInTerminal: @escaping (String) -> Void
  ) {
    self.events = events
    self.clock = clock
    self.environment = CommandProcess.environment(of: environment)
    self.showInTerminal = showInTerminal
  }

  /// Whether something is being told.
  var isBusy: Bool { !underWay.isEmpty }

  /// Takes something on; to be told by `tell` with what is returned.
  func begin(_ news: AlertNews) -> String {
    // The same for each try, so that who is told can tell a repeat.
    let name = UUID().uuidString
    underWay[name] = news
    return name
  }

  /// Tells it, however often that has to be tried.
  func tell(_ name: String) async {
    guard let news = underWay[name] else { return }
    let problem = await tell(news, name)
    underWay[name] = nil
    if let problem {
      let sentence = "\(news.target.name) \(problem)"
      if isLeaving {
        undelivered.append("\(sentence); not told: \(news.description).")
      } else {
        let end = "\(sentence); given up after \(Self.pauses.count + 1) tries"
        report(news.target, problem, then: "given up after \(Self.pauses.count + 1) tries")
        // Who was not there to see it finds it when the screen is gone.
        undelivered.append("\(end), not told: \(news.description).")
        if undelivered.count > Self.most { undelivered.removeFirst() }
      }
    }
    if underWay.isEmpty, isLeaving { becomeIdle.finish() }
  }

  /// - Returns: Why it was given up.
  private func tell(_ news: AlertNews, _ name: String) async -> String? {
    var problem = await attempt(news, name)
    for pause in Self.pauses {
      guard let why = problem, !isLeaving else { break }
      report(news.target, why, then: "tried again in \(Self.seconds(pause))")
      await rest(for: pause, name)
      problem = await attempt(news, name)
    }
    if problem == nil { failing.removeAll { $0.target == news.target } }
    return problem
  }

  /// Says who is not told; one sentence for all of them, for on the screen each takes the place of the
  /// one before.
  private func report(_ target: AlertTarget, _ why: String, then next: String) {
    let words = "\(target.name) \(why), \(next)"
    if let index = failing.firstIndex(where: { $0.target == target }) {
      failing[index].words = words
    } else {
      failing.append((target, words))
    }
    guard failing.count > 1 else { return events.send(.told("\(target.name) \(why); \(next).")) }
    // Each begins with “The”.
    let all = failing.map { $0.words.prefix(1).lowercased() + $0.words.dropFirst() }
      .joined(separator: "; ")
    events.send(.told("\(failing.count) are not told: \(all)."))
  }

  /// Waits for the next try, or until the program ends.
  private func rest(for pause: Duration, _ name: String) async {
    let (rest, end) = AsyncStream.makeStream(of: Never.self)
    rests[name] = end
    await withTaskGroup(of: Void.self) { [clock] group in
      group.addTask { try? await clock.sleep(for: pause) }
      group.addTask { for await _ in rest {} }
      await group.next()
      group.cancelAll()
    }
    rests[name] = nil
  }

  /// Gives what is under way a moment before the program ends; what rests is tried once more.
  ///
  /// A program that still runs then goes on by itself: it was started and has heard all.
  /// - Returns: What was not told, as sentences.
  func leave() async -> [String] {
    isLeaving = true
    for rest in rests.values { rest.finish() }
    guard isBusy else { return undelivered }
    await withTaskGroup(of: Void.self) { [clock, busyness] group in
      group.addTask { try? await clock.sleep(for: Self.grace) }
      group.addTask { for await _ in busyness {} }
      await group.next()
      group.cancelAll()
    }
    let late = underWay.values.compactMap { news -> String? in
      guard case .webhook = news.target else { return nil }
      return "\(news.target.name) does not answer; perhaps not told: \(news.description)."
    }
    return undelivered + late.sorted()
  }

  private static func seconds(_ time: Duration) -> String { "\(Int(time.inSeconds)) s" }

  /// - Returns: What went wrong, as the end of a sentence.
  private func attempt(_ news: AlertNews, _ name: String) async -> String? {
    switch news.target {
    case .bell: nil
    case .desktop: await showOnDesktop(news.summary)
    case .run(let words): await run(words, on: news.jobs)
    case .webhook(let url): await post(news, to: url, name)
    }
  }

  private func showOnDesktop(_ summary: String) async -> String? {
    let words = ["notify-send", "--app-name=jobtop", "--", "jobtop", summary]
    // Over SSH the desktop is elsewhere; many a terminal there shows notifications by itself.
    if !URLOpener(environment: environment).hasDesktop
      || (try? CommandProcess(words, environment: environment)) == nil
    {
      showInTerminal(summary)
    }
    return nil
  }

  private func run(_ words: [String], on jobs: [JSON]) async -> String? {
    let process: CommandProcess
    do throws(CommandProcess.NotStarted) {
      process = try CommandProcess(words, environment: environment, mayOutliveUs: true)
    } catch {
      return "does not start: \(error.reason.lowercased())"
    }
    let input = jobs.map { $0.description + "\n" }.joined()
    let ending = process.ending(hearing: Array(input.utf8))
    let (end, hangs) = await withTaskGroup(of: Void.self) { [clock] group in
      group.addTask {
        if (try? await clock.sleep(for: Self.patience)) != nil { process.end() }
      }
      let started = clock.now
      var endings = ending.makeAsyncIterator()
      let end = await endings.next(isolation: #isolation)
      group.cancelAll()
      return (end, started.duration(to: clock.now) >= Self.patience)
    }
    // Who leaves does not learn of the end.
    guard let end else { return nil }
    if hangs { return "did not end within \(Self.seconds(Self.patience))" }
    guard end.signal != nil || end.code != 0 else { return nil }
    let words = String(decoding: end.last, as: UTF8.self)
    let line = words.split(separator: "\n").last.map { ": \($0)" }
    return (end.signal.map { "was ended by signal \($0)" } ?? "ended with \(end.code)")
      + (line ?? "")
  }

  /// What is wrong with an answer, as the end of a sentence.
  private static func problem(of code: Int) -> String? {
    switch code {
    case 200..<300: nil
    case 300..<400: "answered with \(code), and no redirect is followed"
    default: "answered with \(code)"
    }
  }

  private func post(_ news: AlertNews, to url: String, _ name: String) async -> String? {
    let body: JSON = ["rule": .string(news.rule), "jobs": .array(news.jobs)]
    do {
      let (base, target) = try BaseURL.parts(of: url)
      var transport = HTTPTransport(base: base)
      // A POST that is redirected mostly arrives as a GET that tells nothing.
      transport.followsRedirects = false
      var headers: HTTPFields = [.contentType: "application/json"]
      if let field = HTTPField.Name("webhook-id") { headers[field] = name }
      let request = WireRequest(
        method: .post,
        target: target,
        headers: headers,
        body: body.bytes
      )
      let answer: WireAnswer
      do {
        answer = try await transport.send(request, limits: RequestLimits(time: Self.patience))
        await transport.close()
      } catch {
        await transport.close()
        throw error
      }
      return Self.problem(of: answer.code)
    } catch TransportFailure.timedOut {
      return "did not answer within \(Self.seconds(Self.patience))"
    } catch {
      return "is out of reach"
    }
  }
}
