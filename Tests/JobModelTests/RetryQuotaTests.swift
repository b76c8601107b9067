import JobModel
import TestSupport
import Testing

/// What repeats cost, and what gives it back.
@Suite struct RetryQuotaTests {
  private let now = Timestamp(seconds: 1_000_000)
  private let policy = RetryPolicy(base: .seconds(1), cap: .seconds(30))

  /// Sends repeats until none is admitted.
  private func spend(_ quota: inout RetryQuota, at price: RetryQuota.Price) -> Int {
    var generator = SplitMix(state: 7)
    var sent = 0
    while quota.admits(price, at: now) {
      quota.take(price, at: now, policy, using: &generator)
      sent += 1
    }
    return sent
  }

  @Test(arguments: [(RetryQuota.Price.failed, 35), (.throttled, 100)])
  func `500 tokens pay for 35 repeats, or for 100 of what was asked to slow down`(
    price: RetryQuota.Price,
    repeats: Int
  ) {
    var quota = RetryQuota()
    #expect(spend(&quota, at: price) == repeats)
  }

  @Test func `a repeat that succeeds gives back what it took, and no success makes more`() {
    var quota = RetryQuota()
    var generator = SplitMix(state: 7)
    quota.take(.failed, at: now, policy, using: &generator)
    #expect(quota.tokens == 486)
    quota.succeeded(.failed)
    quota.succeeded(nil)
    #expect(quota.tokens == 500)
  }

  @Test func `fourteen successes at first go pay for one repeat`() {
    var quota = RetryQuota(capacity: 14)
    #expect(spend(&quota, at: .failed) == 1)
    for _ in 1...13 { quota.succeeded(nil) }
    #expect(!quota.admits(.failed, at: now))
    quota.succeeded(nil)
    #expect(quota.admits(.failed, at: now))
  }

  @Test func `spent it lets one repeat pass now and then, each later than the one before`() {
    var quota = RetryQuota(capacity: 0)
    var generator = SplitMix(state: 7)
    var gaps: [Duration] = []
    var now = now
    for _ in 1...40 {
      #expect(!quota.admits(.failed, at: now))
      quota.hold(at: now, policy, using: &generator)
      guard let opens = quota.opens(for: .failed) else {
        Issue.record("nothing ever passes")
        return
      }
      #expect(!quota.admits(.failed, at: opens.advanced(by: .milliseconds(-1))))
      gaps.append(now.duration(to: opens))
      now = opens
      #expect(quota.admits(.failed, at: now))
      quota.take(.failed, at: now, policy, using: &generator)
    }
    #expect(gaps.allSatisfy { $0 > .zero && $0 <= .seconds(30) })
    let late = gaps.suffix(20).reduce(.zero, +) / 20
    #expect(late > .seconds(10))
    #expect(gaps.prefix(3).reduce(.zero, +) < late)
  }

  @Test func `one that passes without tokens and succeeds pays for the next`() {
    var quota = RetryQuota(capacity: 28)
    var generator = SplitMix(state: 7)
    #expect(spend(&quota, at: .failed) == 2)
    quota.hold(at: now, policy, using: &generator)
    let later = now.advanced(by: .seconds(30))
    quota.take(.failed, at: later, policy, using: &generator)
    #expect(!quota.admits(.failed, at: later))
    quota.succeeded(.failed)
    #expect(quota.tokens == 14)
    #expect(quota.admits(.failed, at: later))
  }
}
