import Foundation
import Testing

@testable import JobModel

/// When a list comes that answers for many jobs.
@Suite struct ListPlanTests {
  /// Jobs that end at any time, as likely in one second as in the next: half of them within a minute.
  private var steady: PollPlan {
    let durations = (0..<100).map { place in
      JobDuration.exactly(.seconds(-60 * log2(1 - (Double(place) + 0.5) / 100)))
    }
    return PollPlan(
      DurationModel(learnedFrom: DurationHistory(durations)),
      requestsPerJob: 8
    )
  }

  private func gap(of count: Int, age: (Int) -> Double) -> Double {
    var list = ListPlan()
    let plan = steady
    for place in 0..<count { list.add(plan, age: age(place)) }
    return list.gap(cap: 600)
  }

  @Test func `four times as many jobs are asked about twice as often`() {
    let few = gap(of: 10) { 20 + Double($0) }
    let many = gap(of: 40) { 20 + Double($0) / 4 }
    #expect(abs(few / many - 2) < 0.15)
  }

  @Test func `one job is asked about as often as it would be alone`() {
    let alone = steady.nextAge(after: 40) - 40
    #expect(abs(gap(of: 1) { _ in 40 } / alone - 1) < 0.25)
  }

  @Test func `jobs that were begun together are asked about when their ends are likely`() {
    let tens = (0..<20).map { JobDuration.exactly(.seconds(10 + 0.01 * Double($0))) }
    let plan = PollPlan(DurationModel(learnedFrom: DurationHistory(tens)), requestsPerJob: 8)
    func gap(atAge age: Double) -> Double {
      var list = ListPlan()
      for _ in 0..<50 { list.add(plan, age: age) }
      return list.gap(cap: 60)
    }
    #expect(gap(atAge: 5) > 5 * gap(atAge: 10.02))
    #expect(gap(atAge: 10.02) < 0.1)
  }

  @Test func `before an end that the server expects nothing is asked`() {
    var list = ListPlan()
    list.add(steady, age: 10, end: 45)
    #expect(list.gap(cap: 60) > 45)
  }

  @Test func `a list of ten requests comes as much less often as one of ten jobs alone`() {
    var list = ListPlan()
    let plan = steady
    for _ in 0..<10 { list.add(plan, age: 30) }
    var single = ListPlan()
    single.add(plan, age: 30)
    #expect(abs(list.gap(requests: 10, cap: 600) - single.gap(cap: 600)) < 0.1)
  }

  @Test func `no job is asked about more seldom than the longest time allows`() {
    #expect(ListPlan().gap(cap: 60) == 60)
    #expect(gap(of: 1) { _ in 2_000_000 } == 600)
  }
}
