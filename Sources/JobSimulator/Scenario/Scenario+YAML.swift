import Assets
import JobModel
import Yams

extension Scenario {
  /// Reads a scenario.
  /// - Throws: all mistakes at once, each with file, line, what is wrong and what would be right.
  package init(yaml: String, file: String) throws(ScenarioMistakes) {
    var reader = ScenarioReader(file: file)
    self.init(name: "")
    if let root = reader.root(of: yaml, "the file is empty; it needs at least a `name`.") {
      read(root, with: &reader)
    }
    guard reader.mistakes.isEmpty else { throw ScenarioMistakes(mistakes: reader.mistakes) }
  }

  private mutating func read(_ root: Node, with reader: inout ScenarioReader) {
    let members = reader.members(
      of: root,
      of: "a scenario",
      known: [
        "name", "about", "duration", "failure", "attempts", "pending", "progress", "reasons",
        "kinds", "start", "script", "arrivals", "faults",
      ]
    )
    if members["name"] == nil { reader.note("a scenario needs a `name`.", at: root) }
    name = reader.text(members["name"], name: "name") ?? ""
    about = reader.text(members["about"], name: "about") ?? ""
    length = reader.length(members["duration"])
    failure = reader.share(members["failure"], name: "failure")
    attempts = reader.attempts(members["attempts"])
    pending = reader.shares(members["pending"], name: "pending")
    progress = reader.progress(members["progress"])
    reasons = reader.texts(members["reasons"], name: "reasons")
    kinds = reader.kinds(members["kinds"])
    start = reader.count(members["start"], name: "start", in: 0...100_000) ?? 0
    script = reader.script(members["script"])
    arrivals = reader.arrivals(members["arrivals"])
    faults = reader.faults(members["faults"])
  }
}

extension Scenario {
  /// The names of the built-in scenarios, sorted.
  package static var builtInNames: [String] { Asset.scenarios.map(\.name).sorted() }

  /// A built-in scenario; nothing where there is none of that name.
  /// - Throws: when its file has mistakes, which a test rules out.
  package static func builtIn(_ name: String) throws(ScenarioMistakes) -> Scenario? {
    guard let asset = Asset.scenarios.first(where: { $0.name == name }) else { return nil }
    return try Scenario(yaml: asset.text, file: "\(name).scenario.yaml")
  }
}
