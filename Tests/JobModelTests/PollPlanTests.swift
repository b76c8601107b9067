import TestSupport
import Testing

@testable import JobModel

@Suite struct PollPlanTests {
  @Test func `jobs that all took ten seconds are asked about around ten seconds`() {
    let ages = plan(after: repeatElement(.exactly(.seconds(10)), count: 20)).ages(until: 11)
    #expect(ages.count { $0 < 9 } <= 2)
    #expect(ages.count { $0 > 9.8 && $0 < 10.2 } >= 4)
  }

  @Test func `the likelier an end becomes the shorter are the gaps`() {
    // Evenly from 3 to 7 s: who is left at 6 s ends soon.
    let plan = plan(after: (0..<80).map { .exactly(.milliseconds(3025 + 50 * $0)) })
    let gaps = [3.2, 4.2, 5.2, 6.2].map { plan.nextAge(after: $0) - $0 }
    #expect(gaps == gaps.sorted(by: >))
    #expect(gaps[0] > 1.5 * gaps[3])
  }

  @Test func `the unlikelier an end becomes the longer are the gaps`() {
    // Each second job ends before twice the time of the one before.
    let plan = plan(after: (0..<40).map { .exactly(.seconds(1 << ($0 % 9))) })
    let gaps = [2.0, 8, 32, 128].map { plan.nextAge(after: $0) - $0 }
    #expect(gaps == gaps.sorted())
    #expect(gaps[3] > 4 * gaps[0])
  }

  @Test func `a job that outlived the short kind is left alone until the long kind ends`() {
    let durations = (0..<20).flatMap { number -> [JobDuration] in
      let share = Double(number) / 20
      return [.exactly(.seconds(4.5 + share)), .exactly(.seconds(55 + 10 * share))]
    }
    let plan = plan(after: durations)
    let ages = plan.ages(until: 66)
    #expect(ages.count { $0 > 4.5 && $0 < 6 } >= 2)
    #expect(ages.count { $0 > 54 } >= 3)
    #expect(plan.nextAge(after: 25) - 25 > 2 * (plan.nextAge(after: 59) - 59))
    #expect(plan.nextAge(after: 40) > 50)
  }

  @Test(arguments: Kind.allCases, [4.0, 8, 16])
  func `a plan makes about as many requests as it may`(kind: Kind, budget: Double) {
    let plan = PollPlan(
      DurationModel(learnedFrom: DurationHistory(kind.durations)),
      requestsPerJob: budget
    )
    #expect(abs(plan.expectedRequests - budget) < 1)
  }

  @Test func `a job older than all before it is asked about with growing gaps`() {
    let plan = plan(after: repeatElement(.exactly(.seconds(10)), count: 20))
    let gaps = [20.0, 60, 200, 1000, 5e6].map { plan.nextAge(after: $0) - $0 }
    #expect(gaps == gaps.sorted())
    #expect(gaps[0] > 0.5)
  }

  @Test(arguments: 0..<100)
  func `jitter moves a request by less than a tenth of the times around it`(seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    let plan = plan(after: Kind.even.durations)
    let next = plan.nextAge(after: 4)
    let space = min(next - 4, plan.nextAge(after: next) - next)
    let moved = plan.nextAge(after: 4, jitter: 0.1, using: &generator)
    #expect(abs(moved - next) <= space / 10)
    #expect(moved != next)
  }

  @Test(arguments: [
    [], [0], [1e-9, 1e-9, 1e-9], [1e9, 1e9, 1e9], [0, 1e-9, 1e9], [0.2, 0.2, 0.2, 0.2],
  ])
  func `any length of jobs makes a plan that goes on and ends`(seconds: [Double]) {
    let plan = plan(after: seconds.map { .exactly(.seconds($0)) })
    var age = 0.0
    for _ in 0..<500 {
      let next = plan.nextAge(after: age)
      #expect(next.isFinite && next >= age + 0.0099)
      age = next
    }
    #expect(plan.expectedRequests.isFinite)
  }

  private func plan(after durations: some Sequence<JobDuration>) -> PollPlan {
    PollPlan(DurationModel(learnedFrom: DurationHistory(durations)), requestsPerJob: 8)
  }

  /// Jobs as they come.
  enum Kind: CaseIterable {
    case alike, even, twoSorts, seldomSeen, givenUp, moments, days

    var durations: [JobDuration] {
      (0..<20).map { number in
        let share = (Double(number) + 0.5) / 20
        return switch self {
        case .alike: .exactly(.seconds(10))
        case .even: .exactly(.seconds(3 + 4 * share))
        case .twoSorts: .exactly(.seconds(number % 3 == 0 ? 60 + share : 5 + share))
        case .seldomSeen: .between(.seconds(4 + share), .seconds(6 + 4 * share))
        case .givenUp: number < 10 ? .longerThan(.seconds(20)) : .exactly(.seconds(10 + number))
        case .moments: .exactly(.milliseconds(200 + number))
        case .days: .exactly(.seconds(86_400 * (1 + share)))
        }
      }
    }
  }
}

extension PollPlan {
  /// The ages at which a job is asked about that never ends.
  fileprivate func ages(until end: Double) -> [Double] {
    var ages: [Double] = []
    var age = nextAge(after: 0)
    while age < end {
      ages.append(age)
      age = nextAge(after: age)
    }
    return ages
  }
}
