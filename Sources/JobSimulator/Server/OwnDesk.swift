import HTTPTypes
import JobModel
import JobProfile

/// Answers what no profile spells: our own server's pages about its jobs.
struct OwnDesk: Sendable {
  let profile: Profile
  let host: SimulationHost
  let tally: Tally

  /// What came out of a job that has completed.
  func result(of id: JobID) -> WireAnswer {
    let facts = host.perform { simulation, now in simulation.status(id, at: now) }
    guard let facts, let state = facts.state?.state else {
      let values: [String: JSON] = ["id": .string(id.rawValue)]
      return profile.answer(.missing, to: .status, jobs: [JobFacts(jobID: id)], values: values)
    }
    guard state == .completed else {
      let reason = "job \(id) is \(state.rawValue): it has no result"
      let values: [String: JSON] = ["reason": .string(reason)]
      return profile.answer(.refused, to: .retry, jobs: [facts], values: values)
    }
    let result: JSON = [
      "job": .string(id.rawValue), "title": .string(facts.title ?? ""),
      "output": .string("what came out of \(facts.title ?? id.rawValue)"),
    ]
    return WireAnswer(
      code: 200,
      headers: [.contentType: "application/json"],
      body: result.bytes
    )
  }

  /// What the server counts of itself.
  func metrics() -> WireAnswer {
    let jobs = host.perform { simulation, now in simulation.census(at: now) }
    return WireAnswer(
      code: 200,
      headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: Array(tally.metrics.text(jobs: jobs).utf8)
    )
  }
}
