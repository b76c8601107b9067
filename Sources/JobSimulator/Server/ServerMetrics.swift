import JobModel
import JobProfile

/// What a server counts of itself.
struct ServerMetrics: Hashable, Sendable {
  /// How many answers had each code.
  var answers: [Int: Int] = [:]
  /// How many clients are being told of changes now.
  var streams: [PushKind: Int] = [:]
  /// What became of messages to webhooks.
  var deliveries: [Delivery: Int] = [:]

  /// How the sending of a message ended.
  enum Delivery: String, CaseIterable, Sendable {
    /// It arrived.
    case delivered
    /// No try of it arrived.
    case failed
  }

  /// The states that a simulated job can be in.
  private static let states: [JobState] = [.pending, .running, .completed, .failed, .cancelled]

  /// All of it in Prometheus' text format 0.0.4; `jobs`: how many are in each state.
  func text(jobs: [JobState: Int]) -> String {
    let families = [
      Family(
        name: "jobtop_jobs",
        about: "Jobs by their state.",
        type: "gauge",
        label: "state",
        values: Self.states.map { ($0.rawValue, jobs[$0] ?? 0) }
      ),
      Family(
        name: "jobtop_requests_total",
        about: "Answered requests by the code of the answer.",
        type: "counter",
        label: "code",
        values: answers.sorted { $0.key < $1.key }.map { (String($0.key), $0.value) }
      ),
      Family(
        name: "jobtop_push_clients",
        about: "Clients that are being told of changes.",
        type: "gauge",
        label: "kind",
        values: [PushKind.sse, .websocket].map { ($0.rawValue, streams[$0] ?? 0) }
      ),
      Family(
        name: "jobtop_webhook_deliveries_total",
        about: "Messages to webhooks by what became of them.",
        type: "counter",
        label: "outcome",
        values: Delivery.allCases.map { ($0.rawValue, deliveries[$0] ?? 0) }
      ),
    ]
    return families.map(\.text).joined()
  }

  /// One name with all of its values; none of the labels holds what would need an escape.
  private struct Family {
    let name: String
    let about: String
    let type: String
    let label: String
    let values: [(label: String, count: Int)]

    var text: String {
      let lines = values.map { "\(name){\(label)=\"\($0.label)\"} \($0.count)\n" }
      return "# HELP \(name) \(about)\n# TYPE \(name) \(type)\n" + lines.joined()
    }
  }
}
