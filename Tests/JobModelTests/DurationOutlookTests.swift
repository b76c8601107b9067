import Testing

@testable import JobModel

/// What is said of jobs that go on, by those that have ended.
struct DurationOutlookTests {
  private func outlook(_ seconds: [Double]) -> DurationOutlook? {
    var planner = PollPlanner()
    for time in seconds { planner.learn(.exactly(.seconds(time))) }
    return planner.freshOutlook(server: "demo", kind: "render")
  }

  private let minute = (0..<20).map { 50 + Double($0) }

  @Test func `half of its peers had ended at the middle of their times`() throws {
    let outlook = try #require(self.outlook(minute))
    #expect(outlook.peers == 20)
    #expect((0.4...0.6).contains(outlook.share(endedAt: .seconds(59.5))))
    #expect(outlook.share(endedAt: .seconds(20)) < 0.05)
    #expect(outlook.share(endedAt: .seconds(150)) > 0.97)
    #expect((56.0...63).contains(outlook.age(whenEnded: 0.5).inSeconds))
  }

  @Test func `what is left shrinks as a job grows old, and then is not told`() throws {
    let outlook = try #require(self.outlook(minute))
    let young = try #require(outlook.remaining(at: .zero))
    #expect((56.0...63).contains(young.half.inSeconds))
    #expect(young.half < young.most && young.most < .seconds(90))
    let old = try #require(outlook.remaining(at: .seconds(55)))
    #expect((1.0...12).contains(old.half.inSeconds))
    #expect(outlook.remaining(at: .seconds(100_000)) == nil)
  }

  @Test func `nothing is said before eight have ended, and it is said anew when that changes much`()
  {
    var planner = PollPlanner()
    var told: [Int] = []
    for count in 1...40 {
      planner.learn(.exactly(.seconds(50 + count % 7)))
      if planner.freshOutlook(server: "demo", kind: "render") != nil { told.append(count) }
    }
    #expect(told.first == 8)
    #expect(told.starts(with: [8, 9, 10]) && told.count < 30 && told.count > 10)
  }

  @Test func `a job that we stopped asking about is no peer`() {
    var planner = PollPlanner()
    for _ in 0..<20 { planner.learn(.longerThan(.seconds(5))) }
    #expect(planner.freshOutlook(server: "demo", kind: "render") == nil)
  }

  @Test(arguments: [99, 100, 101])
  func `ages from elsewhere are a hundred in ascending order`(count: Int) {
    let ages = (0..<count).map { Float($0) }
    let outlook = DurationOutlook(server: "a", kind: "b", peers: 9, ages: ages)
    #expect((outlook != nil) == (count == 100))
    #expect(DurationOutlook(server: "a", kind: "b", peers: 9, ages: ages.reversed()) == nil)
    let wrong = ages.dropLast() + [.nan]
    #expect(DurationOutlook(server: "a", kind: "b", peers: 9, ages: Array(wrong)) == nil)
  }
}
