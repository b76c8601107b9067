import JobModel
import Yams

/// Walks the tree of a profile's YAML and builds the profile, noting every mistake on the way.
struct ProfileReader {
  var check: ProfileCheck
  /// What a create asks for.
  var inputs: [InputField] = []
  /// The shape of one job, `"{job}"`.
  var jobNode: Node?
  /// The NAMEs of `{state.NAME}`, in the order in which they come up.
  var stateParts: [String] = []
  /// Nodes seen, after aliases and `{job}`.
  var nodeCount = 0

  /// More than any job API needs; it bounds what aliases of aliases can grow to.
  static let mostNodes = 10_000

  init(file: String) {
    check = ProfileCheck(file: file)
  }

  /// The names of `inputs`.
  var inputNames: [String] { inputs.map(\.name) }

  /// The profile; it is worth something only if no mistake was noted.
  mutating func profile(_ root: Node) -> Profile? {
    guard let top = section(root, called: "a profile", keys: SectionKeys.profile) else {
      return nil
    }
    let name = self.name(top)
    let url = self.url(top["url"])
    inputs = inputFields(top["inputs"])
    jobNode = shape(top["job"])
    let title = top["title"].map { self.title($0) }
    let auth = self.auth(top["auth"])
    let spellings = self.operations(top)
    let pushes = self.pushes(top["push"], inherited: spellings[.status])
    let rateLimit = top["limit"].flatMap { self.rateLimit($0.node) }
    let simulation = self.simulation(top["simulate"])
    if top["job"] != nil, let node = jobNode { checkJob(node) }
    let states = self.states(top)
    let routes = self.routes(spellings, pushes, top)
    checkOperations(spellings, top)
    return Profile(
      name: name,
      about: text(top["about"]) ?? "",
      url: url,
      inputs: inputs,
      pollFloor: pollFloor(top["poll"]),
      rateLimit: rateLimit,
      simulation: simulation.values,
      auth: auth,
      titleSample: title,
      spellings: spellings,
      states: states,
      pushes: pushes,
      answers: simulation.answers,
      routes: routes
    )
  }

  /// The name, which must be the file's.
  private mutating func name(_ top: Section) -> String {
    guard let entry = top["name"] else {
      if top.lacks("name") {
        check.report("a profile needs a `name`, that of its file.", line: top.line)
      }
      return ""
    }
    guard let name = text(entry) else { return "" }
    let file = check.file.split(separator: "/").last.map(String.init) ?? check.file
    let ending = ".profile.yaml"
    if file.hasSuffix(ending), file != name + ending {
      let wanted = file.dropLast(ending.count)
      check.report("`name` is that of the file, `\(wanted)`; `\(name)` is not.", at: entry.node)
    }
    return name
  }

  private mutating func url(_ entry: Section.Entry?) -> String? {
    guard let entry, let url = text(entry) else { return nil }
    let rest = ["http://", "https://"].first { url.hasPrefix($0) }.map { url.dropFirst($0.count) }
    guard let rest, let first = rest.first, first != "/", !url.contains(where: \.isWhitespace)
    else {
      wrong(entry, "an address, as in http://127.0.0.1:8080")
      return nil
    }
    if rest.prefix(while: { $0 != "/" }).contains("@") {
      check.report(
        "`url` holds a user's name or a password; they come from --username and JOBTOP_PASSWORD.",
        at: entry.node
      )
    }
    return url
  }

  private mutating func pollFloor(_ entry: Section.Entry?) -> Duration {
    let standard = Duration.milliseconds(500)
    guard let entry, let poll = section(entry.node, called: "`poll`", keys: SectionKeys.poll) else {
      return standard
    }
    return time(poll["floor"]) ?? standard
  }

  /// The title of a job that is created here.
  private mutating func title(_ entry: Section.Entry) -> Sample {
    let before = check.mistakes.count
    let title = sample(entry.node, SampleContext(place: "title"))
    if !entry.node.isScalar, check.mistakes.count == before {
      wrong(entry, "a text, as in title: “some words”")
    }
    return title
  }

  /// What `"{job}"` stands for.
  private mutating func shape(_ entry: Section.Entry?) -> Node? {
    guard let entry else { return nil }
    if case .mapping = entry.node { return entry.node }
    wrong(entry, "the map that is one job, as in {id: \"{id}\", status: \"{state}\"}")
    return nil
  }

  /// A shape that nothing uses is still checked.
  private mutating func checkJob(_ node: Node) {
    _ = sample(node, SampleContext(place: "job", isInsideJob: true))
  }
}
