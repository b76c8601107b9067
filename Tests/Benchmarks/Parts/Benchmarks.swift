import Benchmark
import Dashboard
import JobModel
import JobProfile
import Screen

/// Parts of the program that have a budget of their own; `measure.py` beside this file measures the
/// whole binary.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(metrics: [.wallClock, .instructions], maxIterations: 2000)

  for count in [100, 10_000, 100_000] {
    var board = Board(jobs: count)
    Benchmark("frame: reduce 330 updates, render, compare, \(count) jobs") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(board.frame()) }
    }
    var keys = Board(jobs: count)
    Benchmark("key: reduce and render, \(count) jobs") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(keys.press()) }
    }
  }

  if let profile = Profile.builtIn("jobtop") {
    let body = Array(#"{"id":"7","title":"x","status":"running","progress":0.5}"#.utf8)
    let answer = WireAnswer(code: 200, body: body)
    Benchmark("profile: read a status answer") { benchmark in
      for _ in benchmark.scaledIterations {
        blackHole(profile.read(answer, to: .status, about: "7", now: .epoch))
      }
    }
  }
}

/// A dashboard with so many jobs, of which some change with every frame.
private struct Board {
  private var state = DashboardState(size: Board.size)
  private var jobs: [Job] = []
  private var now = Timestamp(seconds: 1_795_269_780)
  private var shown: Grid?
  private var next = 0
  private static let size = Size(columns: 200, rows: 60)

  init(jobs count: Int) {
    let server = ServerDescription(name: "demo", url: "", profile: "jobtop", operations: [.create])
    _ = state.reduce(.servers([server]), at: now)
    jobs = (0..<count).map { number in
      var job = Job(
        run: RunID(high: 1, low: UInt64(number)),
        server: "demo",
        jobID: JobID("job-\(number)"),
        state: .running,
        created: now
      )
      job.title = "Keynote → French, part \(number)"
      job.seen = now
      return job
    }
    _ = state.reduce(.updates(jobs.map { JobUpdate(time: now, source: .list, job: $0) }), at: now)
  }

  mutating func frame() -> Int {
    now = now.advanced(by: .milliseconds(33))
    let updates = (0..<330).map { _ in
      next = (next + 1) % jobs.count
      jobs[next].progress = Double(next % 100) / 100
      jobs[next].seen = now
      return JobUpdate(time: now, source: .push(.sse), job: jobs[next])
    }
    _ = state.reduce(.updates(updates), at: now)
    let grid = state.rendered(size: Self.size, at: now)
    defer { shown = grid }
    return grid.changes(since: shown).count
  }

  mutating func press() -> Grid {
    now = now.advanced(by: .milliseconds(33))
    _ = state.reduce(.key(.down), at: now)
    return state.rendered(size: Self.size, at: now)
  }
}
