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
///                └─ fails ─► told ─► again after 1 s, 5 s and 30 s ─► given up, and told
/// ```
@MainActor
final class Notifier {
  private let events: DashboardEvents
  private let clock: any JobClock
  private let environment: [String: String]
  /// Shows a notification by way of the terminal.
  private let showInTerminal: (String) -> Void

  private static let pauses = [Duration.seconds(1), .seconds(5), .seconds(30)]
  /// Who takes longer is taken for one that hangs.
  private static let patience = Duration.seconds(10)

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

  /// Tells it, however often that has to be tried.
  func tell(_ news: AlertNews) async {
    // The same for each try, so that who is told can tell a repeat.
    let name = UUID().uuidString
    var problem = await attempt(news, name)
    for pause in Self.pauses {
      guard let why = problem else { return }
      events.send(.told("\(news.target.name) \(why); tried again in \(Self.seconds(pause))."))
      guard (try? await clock.sleep(for: pause)) != nil else { return }
      problem = await attempt(news, name)
    }
    if let problem { events.send(.told("\(news.target.name) \(problem); given up after 4 tries.")) }
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
      process = try CommandProcess(words, environment: environment)
    } catch {
      return "does not start: \(error.reason.lowercased())"
    }
    // Who quits does not wait for it.
    return await withTaskCancellationHandler {
      await end(of: process, hearing: jobs.map { $0.description + "\n" }.joined())
    } onCancel: {
      process.end()
    }
  }

  /// - Returns: What went wrong, as the end of a sentence.
  private func end(of process: CommandProcess, hearing input: String) async -> String? {
    let (last, hangs) = await withTaskGroup(of: Bool.self) { [clock] group in
      group.addTask {
        guard (try? await clock.sleep(for: Self.patience)) != nil else { return false }
        process.end()
        return true
      }
      async let said: Void = process.say(Array(input.utf8))
      var last: [UInt8] = []
      while case let piece = await process.piece(), !piece.isEmpty {
        last = Array((last + piece).suffix(200))
      }
      await said
      group.cancelAll()
      return (last, await group.next() ?? false)
    }
    let (code, signal) = await process.wait()
    if hangs { return "did not end within \(Self.seconds(Self.patience))" }
    guard signal != nil || code != 0 else { return nil }
    let line = String(decoding: last, as: UTF8.self).split(separator: "\n").last.map { ": \($0)" }
    return (signal.map { "was ended by signal \($0)" } ?? "ended with \(code)") + (line ?? "")
  }

  private func post(_ news: AlertNews, to url: String, _ name: String) async -> String? {
    let body: JSON = ["rule": .string(news.rule), "jobs": .array(news.jobs)]
    do {
      let (base, target) = try BaseURL.parts(of: url)
      let transport = HTTPTransport(base: base)
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
      return (200..<300).contains(answer.code) ? nil : "answered with \(answer.code)"
    } catch TransportFailure.timedOut {
      return "did not answer within \(Self.seconds(Self.patience))"
    } catch {
      return "is out of reach"
    }
  }
}
