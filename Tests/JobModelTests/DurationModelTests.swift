import Testing

@testable import JobModel

@Suite struct DurationModelTests {
  @Test func `bins are one percent wide and hold what lies between their edges`() {
    #expect(abs(LogTimeScale.edges[101] / LogTimeScale.edges[100] - 1.01005) < 0.0001)
    #expect(LogTimeScale.bin(of: 0) == 0)
    #expect(LogTimeScale.bin(of: 0.0101) == 0)
    #expect(LogTimeScale.bin(of: 10.02) == 690)
    #expect(LogTimeScale.bin(of: 1e9) == 1841)
  }

  @Test func `a job counts 0.98 of the one after it`() {
    let history = DurationHistory([1, 2, 3].map { .exactly(.seconds($0)) })
    #expect(Sighting.all(of: history).map(\.weight) == [1, 0.98, 0.98 * 0.98])
    #expect(Sighting.all(of: history).map(\.bins.lowerBound) == [570, 529, 460])
  }

  @Test func `spreading and smoothing lose no weight`() {
    let history = DurationHistory([
      .exactly(.zero), .between(.seconds(2), .seconds(9)), .longerThan(.seconds(5)),
      .exactly(.seconds(1_000_000_000)), .between(.seconds(9), .seconds(2)),
    ])
    let even = [Double](repeating: 1, count: LogTimeScale.count)
    let histogram = Histogram(spreading: Sighting.all(of: history), by: even)
    let weight = 1 + 0.98 + 0.9604 + 0.941192 + 0.92236816
    #expect(abs(histogram.total - weight) < 1e-9)
    #expect(abs(histogram.weights.reduce(0, +) - weight) < 1e-9)
    #expect(abs(histogram.smoothed().reduce(0, +) - weight) < 1e-9)
    #expect(abs(histogram.predictive().reduce(0, +) - 1) < 1e-9)
    #expect(histogram.smoothed().allSatisfy { $0 >= 0 })
  }

  @Test func `nothing seen means that any length is as likely as ten times it`() {
    let model = DurationModel(learnedFrom: DurationHistory())
    let shares = [0.1, 1, 10, 100, 1000].map { model.ended(at: $0).share }
    for (earlier, later) in zip(shares, shares.dropFirst()) {
      #expect(abs(later - earlier - 0.125) < 0.001)
    }
  }

  @Test func `a job seen seldom is placed by jobs that were looked at closely`() {
    let close = Array(repeating: JobDuration.between(.seconds(9.95), .seconds(10.05)), count: 9)
    let alone = DurationModel(learnedFrom: DurationHistory(close))
    let seldom = JobDuration.between(.seconds(5), .seconds(11))
    let model = DurationModel(learnedFrom: DurationHistory([seldom] + close))
    // A ninth of all, of which three quarters would lie from 5 to 9 s if nothing were known.
    #expect(abs(model.ended(at: 9).share - alone.ended(at: 9).share) < 0.01)
  }

  @Test func `jobs that we stopped asking about count for longer ones`() {
    let ended = repeatElement(JobDuration.exactly(.seconds(10)), count: 10)
    let stopped = repeatElement(JobDuration.longerThan(.seconds(20)), count: 10)
    let model = DurationModel(learnedFrom: DurationHistory(Array(ended) + stopped))
    #expect(model.ended(at: 20).share < 0.6)
    #expect(DurationModel(learnedFrom: DurationHistory(ended)).ended(at: 20).share > 0.9)
  }

  @Test func `what was long ago fades`() {
    let durations = Array(repeating: JobDuration.exactly(.seconds(10)), count: 64)
    let later = Array(repeating: JobDuration.exactly(.seconds(40)), count: 64)
    let model = DurationModel(learnedFrom: DurationHistory(durations + later))
    // 0.98^64 = 0.274 of the weight is to 1 as 0.216 to 0.784.
    #expect(abs(model.ended(at: 20).share - 0.216) < 0.03)
  }

  @Test func `a history keeps the last 128 jobs`() {
    var history = DurationHistory((0..<200).map { .exactly(.seconds($0)) })
    #expect(history.durations.first == .exactly(.seconds(72)))
    history.append(.longerThan(.seconds(1)))
    #expect(history.durations.count == 128)
    #expect(history.ends == 127)
  }

  @Test func `ages and shares are each other's inverse`() {
    let model = DurationModel(
      learnedFrom: DurationHistory((1...30).map { .exactly(.seconds($0)) })
    )
    for share in [0.02, 0.25, 0.5, 0.75, 0.98] {
      #expect(abs(model.ended(at: model.age(whenEnded: share)).share - share) < 1e-9)
    }
  }
}
