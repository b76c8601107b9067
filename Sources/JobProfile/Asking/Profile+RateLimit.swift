import HTTPTypes
import JobModel

extension Profile {
  /// What an answer says of the server's rate limit, and how long it wants to be left alone: a day at
  /// most.
  ///
  /// In the profile's own spelling, else in the well-known fields `Retry-After`, `RateLimit-*` and
  /// `X-RateLimit-*`; where something is left, `Retry-After` goes before a reset.
  package func rateLimit(in answer: WireAnswer, now: Timestamp) -> RateLimitReading {
    let own = ownFacts(in: answer)
    func fact(_ name: Fact.Name) -> JSON? { own.lazy.compactMap { $0.other(name) }.first }
    var reading = RateLimitReading()
    reading.limit = fact(.limit)?.integer ?? known("Limit", in: answer)?.integer
    reading.left = fact(.left)?.integer ?? known("Remaining", in: answer)?.integer
    let ownResets = [
      fact(.reset).flatMap { Self.wait($0, now: now) },
      own.lazy.compactMap { $0.instant(of: .resetAt) }.first.map { Self.span(from: now, to: $0) },
    ].compactMap(\.self)
    let reset = ownResets.max() ?? known("Reset", in: answer).flatMap { Self.wait($0, now: now) }
    let asked =
      own.lazy.compactMap { $0.facts.wait }.first
      ?? answer.headers[.retryAfter].flatMap { Self.wait(.string($0), now: now) }
    // A wait that is asked for goes before the end of the window
    // (draft-ietf-httpapi-ratelimit-headers), unless nothing is left until then.
    if answer.code < 400 {
      reading.wait = reset ?? asked
    } else if reading.left == 0 {
      reading.wait = [asked, reset].compactMap(\.self).max()
    } else {
      reading.wait = asked ?? reset
    }
    reading.wait = reading.wait.map { min($0, Self.longestRest) }
    return reading
  }

  /// A server that wants a longer rest is asked again after a day: some of them count in other units,
  /// and once a day hammers nobody.
  private static let longestRest = Duration.seconds(86_400)

  private func ownFacts(in answer: WireAnswer) -> [JobRecord] {
    guard let rateLimit else { return [] }
    var records: [JobRecord] = []
    if let sample = rateLimit.answer, sample.lists(answer.code) {
      records.append(sample.read(BodyContent(answer.body), answer.headers).shared)
    }
    var shared = JobRecord()
    for header in rateLimit.headers { header.read(answer.headers, into: &shared) }
    return records + [shared]
  }

  /// `RateLimit-Limit` and its like, in the old spelling with `X-` and in the two of the drafts:
  /// a field each, or one field `RateLimit` with parameters.
  private func known(_ name: String, in answer: WireAnswer) -> JSON? {
    for prefix in ["RateLimit-", "X-RateLimit-"] {
      if let text = answer.headers.text(prefix + name) { return .string(text.trimmed) }
    }
    guard let text = answer.headers.text("RateLimit") else { return nil }
    let keys = [
      "Limit": ["limit", "q"], "Remaining": ["remaining", "r"], "Reset": ["reset", "t"],
    ]
    var parameters = Self.scarcest(in: text)
    // How much it is in all stands in a field of its own, under the same name.
    if name == "Limit", let rules = answer.headers.text("RateLimit-Policy").map(Self.policies),
      let rule = rules.first(where: { $0[Self.nameKey] == parameters[Self.nameKey] })
    {
      parameters.merge(rule) { known, _ in known }
    }
    return keys[name]?.lazy.compactMap { parameters[$0] }.first.map { .string($0) }
  }

  /// Where the name of a policy is kept among its parameters.
  private static let nameKey = ""

  /// The parameters of the policy of which least is left: there may be several, each with a name, as in
  /// `"day";r=900;t=80000, "burst";r=1;t=3`; before draft 7 the parameters had no policy.
  private static func scarcest(in text: String) -> [String: String] {
    func left(_ policy: [String: String]) -> Int {
      (policy["r"] ?? policy["remaining"]).flatMap { Int($0) } ?? .max
    }
    return policies(in: text).min { left($0) < left($1) } ?? [:]
  }

  private static func policies(in text: String) -> [[String: String]] {
    var policies: [[String: String]] = [[:]]
    for item in text.split(separator: ",") {
      let name = item.split(separator: ";").first.map { String($0).trimmed } ?? ""
      if name.hasPrefix("\"") { policies.append([nameKey: name]) }
      for parameter in item.split(separator: ";") {
        let pair = parameter.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
        if pair.count == 2 { policies[policies.count - 1][pair[0]] = pair[1] }
      }
    }
    return policies.filter { !$0.isEmpty }
  }

  /// Seconds, an HTTP date, or an epoch: no window is longer than three years, no epoch shorter.
  private static func wait(_ value: JSON, now: Timestamp) -> Duration? {
    if let number = value.double, number < 1e8 {
      return FactValue.length(.string(String(max(0, number))), form: nil)
    }
    return FactValue.instant(value, form: nil).map { span(from: now, to: $0) }
  }

  private static func span(from now: Timestamp, to end: Timestamp) -> Duration {
    max(.zero, now.duration(to: end))
  }
}
