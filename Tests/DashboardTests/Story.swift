import JobModel
import Screen
import TestSupport

@testable import Dashboard

/// A dashboard at work: facts and keys in, wishes and pictures out, time by hand.
struct Story {
  var state: DashboardState
  var now = Timestamp.sampleNow
  /// What was wished for, without the news of what is on the screen and looked at, and titles.
  private(set) var wishes: [DashboardEffect] = []
  private(set) var titles: [String] = []
  /// How the dashboard was left, each time that it changed.
  private(set) var remembered: [String] = []
  private(set) var viewing: [RunID] = []
  /// Inputs of which it was asked how their request looks.
  private(set) var previewed: [[String: JSON]] = []
  /// Which jobs were looked at closely, one after the other.
  private(set) var inspected: [RunID?] = []

  init(_ columns: Int = 100, _ rows: Int = 24, servers: [ServerDescription] = [.sample()]) {
    state = DashboardState(size: Size(columns: columns, rows: rows))
    send(.servers(servers))
    for server in servers {
      send(.status(ServerStatus(server: server.name, link: .push(delay: .milliseconds(12)))))
    }
  }

  mutating func send(_ event: DashboardEvent) {
    for effect in state.reduce(event, at: now) {
      switch effect {
      case .viewing(let runs): viewing = runs
      case .preview(_, let inputs): previewed.append(inputs)
      case .inspect(let run): inspected.append(run)
      case .title(let text): titles.append(text)
      case .remember(let text): remembered.append(text)
      default: wishes.append(effect)
      }
    }
  }

  mutating func learn(_ jobs: Job...) { learn(jobs) }

  mutating func learn(_ jobs: [Job]) {
    send(.updates(jobs.map { JobUpdate(time: now, source: .poll, job: $0) }))
  }

  /// Keys by name, as the keymap writes them.
  mutating func press(_ names: String...) {
    for key in names.compactMap({ Key(name: $0) }) { send(.key(key)) }
  }

  mutating func type(_ text: String) {
    for character in text { send(.key(.character(character))) }
  }

  /// Lets time pass; ticks come when the dashboard asked for them.
  mutating func wait(_ duration: Duration) {
    let end = now.advanced(by: duration)
    while let next = state.nextTick(after: now), next <= end {
      now = next
      send(.tick)
    }
    now = end
  }

  mutating func forgetWishes() { wishes = [] }

  var grid: Grid { state.rendered(size: state.size, at: now) }

  var lines: [String] {
    (0..<state.size.rows).map { grid.text(row: $0) }
  }

  /// The line that shows a text, if one does.
  func line(with text: String) -> String? { lines.first { $0.contains(text) } }

  /// The runs in the order of the table.
  var order: [UInt64] {
    state.table.shown.indices.map { state.table.row(at: $0).job.run.low & 0xFFFF }
  }

  var cursor: UInt64? { state.cursor.run.map { $0.low & 0xFFFF } }

  var notice: String? { state.notice?.text }

  /// What is said of the command line that does nothing.
  var mistake: String? {
    if case .command(let palette)? = state.overlays.last { palette.mistake } else { nil }
  }
}

extension Array where Element == Job {
  /// A job in every state, on servers in turn.
  static var everyState: [Job] {
    let titles = ["Keynote → French", "Onboarding → Hindi", "shot-114", "会議の録画 → 日本語"]
    return JobState.allCases.enumerated().map { index, state in
      var job = Job.sample(
        UInt64(index + 1),
        state: state,
        server: ["demo", "render", "ray"][index % 3],
        title: titles[index % 4],
        age: .seconds(20 + index * 331)
      )
      if job.seen != nil { job.polls = 1 + index * 3 }
      if state == .failed { job.repeats = 1 }
      return job
    }
  }
}
