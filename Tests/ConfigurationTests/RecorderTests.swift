import Dashboard
import Foundation
import JobModel
import Screen
import TestSupport
import Testing

@testable import jobtop

struct RecorderTests {
  @Test func `rows that come back after they went are there when it is played`() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let recorder = try Recorder(path)
    // What is known of it was heard long before it went.
    let update = JobUpdate(time: .sampleNow, source: .store, job: .sample(1))
    let gone = SystemClock().now.advanced(by: .seconds(3600))
    recorder.note(.servers([.sample()]), at: .sampleNow)
    recorder.note(.updates([update]), at: .sampleNow)
    recorder.note(.forgotten([update.job.run]), at: gone)
    recorder.note(.updates([update]), at: gone.advanced(by: .seconds(1)))
    recorder.finish()
    await recorder.write { _ in }

    let text = try String(contentsOfFile: path, encoding: .utf8)
    let moments = try Recording.moments(of: text)
    let end = gone.advanced(by: .seconds(60))
    let before = DashboardProgram.state(after: moments, until: gone.advanced(by: .seconds(-1)))
    let after = DashboardProgram.state(after: moments, until: end)
    for state in [before, after] {
      let size = Size(columns: 80, rows: 24)
      let grid = state.rendered(size: size, at: end)
      #expect((0..<24).contains { grid.text(row: $0).contains("Keynote") })
    }
  }
}
