import JobModel
import Yams

extension ScenarioReader {
  /// `5s`, `5s..30s`, `{median: 60s, sigma: 0.5}` or `{either: [5s, 60s]}`.
  mutating func length(_ node: Node?) -> LengthRule? {
    guard let node else { return nil }
    guard case .mapping = node else { return range(node).map(LengthRule.range) }
    let members = members(of: node, of: "`duration`", known: ["median", "sigma", "either"])
    if let either = members["either"] {
      let lengths = texts(either, name: "either").compactMap { Duration(written: $0) }
      if lengths.isEmpty { note("`either` is a list of times, as in [5s, 60s].", at: either) }
      return .either(lengths)
    }
    guard let median = time(members["median"], name: "median") else {
      if members["median"] == nil { note("`duration` needs a `median` or `either`.", at: node) }
      return nil
    }
    return .lognormal(median: median, sigma: share(members["sigma"], name: "sigma") ?? 0.5)
  }

  private mutating func range(_ node: Node) -> ClosedRange<Duration>? {
    let times = bounds(node).map { Duration(written: $0) }
    guard let low = times.first ?? nil, let high = times.last ?? nil, low <= high else {
      let text = node.scalar?.string ?? ""
      note("`duration` is a time or a range, as in 5s or 5s..15s; `\(text)` is not.", at: node)
      return nil
    }
    return low...high
  }

  /// `3`, or `{limit: 3, failure: 0.2}`.
  mutating func attempts(_ node: Node?) -> AttemptRule? {
    guard let node else { return nil }
    guard case .mapping = node else {
      return count(node, name: "attempts", in: 1...100).map { AttemptRule(limit: $0) }
    }
    let members = members(of: node, of: "`attempts`", known: ["limit", "failure"])
    return AttemptRule(
      limit: count(members["limit"], name: "limit", in: 1...100) ?? 1,
      failure: share(members["failure"], name: "failure") ?? 0
    )
  }

  /// `12`, or `{rate: 12, cap: 500}`.
  mutating func arrivals(_ node: Node?) -> ArrivalRule? {
    guard let node else { return nil }
    guard case .mapping = node else {
      return rate(node, name: "arrivals").map { ArrivalRule(rate: $0) }
    }
    let members = members(of: node, of: "`arrivals`", known: ["rate", "cap"])
    let cap = count(members["cap"], name: "cap", in: 1...100_000)
    guard let rate = rate(members["rate"], name: "rate") else {
      if members["rate"] == nil {
        note(
          "`arrivals` needs a `rate`, as in {rate: 12, cap: 500}: so many jobs a minute.",
          at: node
        )
      }
      return nil
    }
    return ArrivalRule(rate: rate, cap: cap ?? ArrivalRule.standardCap)
  }

  private mutating func rate(_ node: Node?, name: String) -> Double? {
    guard let node else { return nil }
    let text = node.scalar?.string ?? ""
    guard let value = Double(text), value > 0, value <= 60_000 else {
      note(
        "`\(name)` is a number of jobs a minute above 0, up to 60000; `\(text)` is not.",
        at: node
      )
      return nil
    }
    return value
  }

  /// `none`, `smooth`, `{every: 1s}` or `{step: 0.05}`.
  mutating func progress(_ node: Node?) -> ProgressRule? {
    guard let node else { return nil }
    switch node.scalar?.string {
    case "none": return ProgressRule.none
    case "smooth": return .smooth
    case .some(let text):
      note("`progress` is none, smooth, {every: 1s} or {step: 0.05}; `\(text)` is not.", at: node)
      return nil
    case nil: return steps(node)
    }
  }

  private mutating func steps(_ node: Node) -> ProgressRule? {
    let members = members(of: node, of: "`progress`", known: ["every", "step"])
    if let period = time(members["every"], name: "every") {
      if period < .milliseconds(10) { note("`every` is at least 10ms.", at: members["every"]) }
      return .every(period)
    }
    if let step = share(members["step"], name: "step") {
      if step < 0.001 { note("`step` is at least 0.001.", at: members["step"]) }
      return .step(step)
    }
    if members.isEmpty { note("`progress` needs `every` or `step`.", at: node) }
    return nil
  }

  /// Sorts of work, each with its titles: `{render: [shot-1, shot-2]}`.
  mutating func kinds(_ node: Node?) -> [Scenario.Kind] {
    guard let node else { return [] }
    guard case .mapping(let mapping) = node else {
      note("`kinds` maps each kind to a list of titles, as in {render: [shot-1]}.", at: node)
      return []
    }
    return mapping.map { key, value in
      let name = key.scalar?.string ?? ""
      return Scenario.Kind(name: name, titles: texts(value, name: name))
    }
  }

  mutating func script(_ node: Node?) -> [ScriptedJob] {
    guard let node else { return [] }
    guard case .sequence(let sequence) = node else {
      note("`script` is a list of jobs, as in [{title: Keynote, duration: 20s}].", at: node)
      return []
    }
    return sequence.map { scriptedJob($0) }
  }

  private mutating func scriptedJob(_ node: Node) -> ScriptedJob {
    let known = ["title", "kind", "duration", "age", "attempts", "reason"]
    let members = members(of: node, of: "a job of `script`", known: known)
    return ScriptedJob(
      title: text(members["title"], name: "title"),
      kind: text(members["kind"], name: "kind"),
      length: time(members["duration"], name: "duration"),
      age: time(members["age"], name: "age") ?? .zero,
      endings: endings(members["attempts"]),
      reason: text(members["reason"], name: "reason")
    )
  }

  /// `[failed, completed]`: only the last one may be `completed`, and an end needs one.
  private mutating func endings(_ node: Node?) -> [ScriptedJob.Ending] {
    let words = texts(node, name: "attempts")
    let endings = words.compactMap(ScriptedJob.Ending.init)
    if endings.count < words.count || endings.dropLast().contains(.completed) {
      note("`attempts` is `failed`, any number of times, then `failed` or `completed`.", at: node)
    }
    return endings
  }
}
