import Foundation
import Testing

/// Whole lives of clients under seeded faults; nothing here has a socket or a clock of its own.
@Suite struct SimulationTests {
  @Test func `no invariant breaks whatever goes wrong`() async {
    let report = await Campaign(seeds: Campaign.seeds).run()
    print(report.summary)
    for failure in report.failures.prefix(20) { Issue.record("\(failure.instructions)") }
    #expect(report.failures.count == 0)
    // One run alone says nothing of what runs have in common.
    guard report.runs >= 200, report.failures.isEmpty else { return }
    #expect(report.fewestJobs >= 20)
    for fault in Fault.allCases {
      #expect(report.struck[fault] ?? 0 >= report.runs / 10, "\(fault) strikes too seldom")
    }
  }

  @Test func `a seed repeats its run step by step`() async {
    var traces: [[String]] = []
    for _ in 1...2 {
      var world = World(seed: 7, isTraced: true)
      await world.play()
      traces.append(world.trace.lines)
    }
    #expect(traces[0].count > 100)
    #expect(traces[0] == traces[1])
  }
}
