import HTTPTypes
import JobModel
import JobProfile

/// Keeps clients within the rate limit of a profile, and tells them how they stand.
struct RequestLimiter: Sendable {
  private let profile: Profile
  private let counter: RequestCounter?

  init(profile: Profile, clock: any JobClock) {
    self.profile = profile
    counter = profile.rateLimit.map { RequestCounter($0, clock: clock) }
  }

  /// Whether it lets every request pass uncounted.
  var isOpen: Bool { counter == nil }

  /// An answer within the limit, or that to one request too many.
  func answer(
    to operation: JobOperation,
    from address: String,
    _ answer: () async -> WireAnswer
  ) async -> WireAnswer {
    let reading = await count(operation, from: address)
    if let refusal = refusal(reading) { return refusal }
    return marked(await answer(), reading)
  }

  /// Counts a request; nothing where requests for this operation do not count.
  func count(_ operation: JobOperation, from address: String) async -> RequestQuota.Reading? {
    await counter?.count(operation, from: address)
  }

  /// What is told to one request too many.
  func refusal(_ reading: RequestQuota.Reading?) -> WireAnswer? {
    guard let reading, reading.isExceeded else { return nil }
    return marked(
      profile.answer(.rateLimited, to: nil, jobs: [], values: reading.values),
      reading
    )
  }

  /// An answer with the fields of the limit; a request that did not count gets none.
  func marked(_ answer: WireAnswer, _ reading: RequestQuota.Reading?) -> WireAnswer {
    guard let reading, profile.rateLimit?.bare.contains(answer.code) != true else { return answer }
    var answer = answer
    for field in profile.limitHeaders(values: reading.values)
    where answer.headers[field.name] == nil {
      answer.headers.append(field)
    }
    return answer
  }
}
