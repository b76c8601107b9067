import JobModel
import JobProfile

/// The one owner of the counts that many connections share.
actor RequestCounter {
  private var quota: RequestQuota
  private let clock: any JobClock

  init(_ limit: RateLimit, clock: any JobClock) {
    quota = RequestQuota(limit)
    self.clock = clock
  }

  /// Counts a request; nothing where requests for this operation do not count.
  func count(_ operation: JobOperation, from address: String) -> RequestQuota.Reading? {
    quota.count(operation, from: address, at: clock.now)
  }
}
