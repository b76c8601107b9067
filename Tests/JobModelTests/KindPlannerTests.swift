import Testing

@testable import JobModel

/// Plans by how long jobs run.
struct KindPlannerTests {
  private static let start = TimeWindow(Timestamp(seconds: 110), Timestamp(seconds: 130))

  private func planner(running count: Int) -> KindPlanner {
    KindPlanner(
      DurationHistories(
        whole: DurationHistory((1...20).map { .exactly(.seconds(60 + 20 * $0)) }),
        running: DurationHistory(repeatElement(.exactly(.seconds(60)), count: count))
      )
    )
  }

  @Test func `only a job that runs is planned by how long others ran, once three did`() {
    let birth = Timestamp(seconds: 100)
    let now = Timestamp(seconds: 140)
    let waiting = planner(running: 20).age(at: now, bornAt: birth, start: nil)
    #expect(waiting?.span == .whole)
    #expect(waiting?.age == .seconds(40))
    #expect(planner(running: 2).age(at: now, bornAt: birth, start: Self.start)?.span == .whole)
    #expect(planner(running: 3).age(at: now, bornAt: nil, start: Self.start)?.span == .running)
    #expect(planner(running: 2).age(at: now, bornAt: nil, start: Self.start) == nil)
  }

  @Test func `a job that goes on began late enough to be still going on`() {
    let model = DurationModel(learnedFrom: planner(running: 128).running.history)
    #expect(abs(model.age(between: 10, and: 30) - 20) < 0.5)
    #expect(abs(model.age(between: 50, and: 70) - 55) < 1)
    #expect(model.age(between: 40, and: 40) == 40)
    let beyond = model.age(between: 1000, and: 1400)
    #expect(beyond > 1100 && beyond < 1300)
  }

  @Test func `a request is worth as much while the job runs as it was before`() throws {
    var planner = planner(running: 20)
    let known = planner.price(for: .running, requestsPerJob: 8)
    let price = try #require(known)
    #expect(planner.price(for: .whole, requestsPerJob: 8) == nil)
    let plan = planner[.running].plan(requestsPerJob: 8, price: price)
    #expect(plan?.price == price)
    #expect(plan?.expectedRequests ?? 9 < 8)
    let cheap = planner[.running].plan(requestsPerJob: 8, price: price / 1e9)
    #expect(cheap?.price ?? 0 > price / 1e9)
    #expect(cheap?.expectedRequests ?? 9 < 8.5)
  }

  @Test func `how long jobs ran is told once eight were seen to run`() {
    var planner = KindPlanner()
    for _ in 0..<20 { planner[.running].learn(.between(.zero, .seconds(9))) }
    #expect(planner[.running].freshOutlook(server: "a", kind: "b", span: .running) == nil)
    for _ in 0..<8 { planner[.running].learn(.between(.seconds(4), .seconds(9))) }
    let outlook = planner[.running].freshOutlook(server: "a", kind: "b", span: .running)
    #expect(outlook?.span == .running)
  }

  @Test func `the server's word counts where requests bear it out`() {
    func narrowed(by seconds: Double) -> TimeWindow {
      Self.start.narrowed(by: Timestamp(seconds: seconds))
    }
    #expect(narrowed(by: 115.5) == TimeWindow(Timestamp(seconds: 115.5)))
    #expect(narrowed(by: 115) == TimeWindow(Timestamp(seconds: 115), Timestamp(seconds: 116)))
    #expect(narrowed(by: 100.5) == Self.start)
    #expect(narrowed(by: 131) == Self.start)
  }
}
