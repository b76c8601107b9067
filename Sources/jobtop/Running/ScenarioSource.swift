import JobSimulator

/// A scenario, and what it was made of.
struct ScenarioSource: Sendable {
  /// As it was asked for: a name, or a path.
  let name: String
  let text: String
  let scenario: Scenario
}
