import JobModel
import JobProfile

/// A kind of server that the runs are played with: a built-in profile, whose create carries a label
/// by which the ledger knows which draft a job was made from.
struct Dialect: Sendable {
  let profile: Profile
  /// The same without the server's rate limit.
  let withoutLimit: Profile
  /// The input that carries the label; nothing where the server has one job and takes no create.
  let label: String?
  /// Whether labels are numbers.
  private let countsLabels: Bool

  var name: String { profile.name }

  /// The input values of the draft of that number.
  func inputs(of number: Int) -> [String: JSON] {
    guard let label else { return [:] }
    var inputs: [String: JSON] = [:]
    for field in profile.inputs where field.isRequired && field.defaultValue == nil {
      inputs[field.name] = .string("x")
    }
    inputs[label] = countsLabels ? .number(String(1000 + number)) : .string("draft \(number)")
    return inputs
  }

  /// The label in the inputs of a draft, or in what a server read in a create.
  func label(in inputs: [String: JSON], prefix: String = "") -> String? {
    label.flatMap { inputs[prefix + $0]?.text }
  }

  /// Those that push stand twice: they have more that can go wrong.
  static let all: [Dialect] = plain + pushing + pushing

  private static let plain: [Dialect] = [
    labelled("basic", in: "request: POST /start"),
    labelled("envelope", in: "request: POST /"),
    labelled("client-id", in: #"body: {job_id: "{id}""#),
    Dialect("listing", label: "webhook_url"),
    Dialect("ray", label: "job_name"),
    Dialect("longpoll", label: "processing_duration", countsLabels: true),
    Dialect("ratelimited", label: nil),
  ]

  private static let pushing: [Dialect] = [
    labelled("socketio", in: "request: POST /createJob"),
    Dialect("jobtop", label: "title"),
    Dialect("socketio-rooms", label: "delay", countsLabels: true),
    Dialect("websocket", label: nil),
  ]

  private init(_ name: String, label: String?, countsLabels: Bool = false) {
    let source = Profile.builtInSource(name) ?? ""
    self.init(name, source, label: label, countsLabels: countsLabels)
  }

  private init(_ name: String, _ source: String, label: String?, countsLabels: Bool = false) {
    profile = .read(name, source)
    withoutLimit = .read(name, source.without(section: "limit"))
    self.label = label
    self.countsLabels = countsLabels
  }

  /// A built-in profile whose create has no inputs, with one more member in the body of its create.
  private static func labelled(_ name: String, in line: String) -> Dialect {
    let source = Profile.builtInSource(name) ?? ""
    let member = #"label: "{input.label}""#
    let labelled =
      line.hasPrefix("body") ? "\(line), \(member)" : "\(line)\n  body: {\(member)}"
    guard let place = source.firstRange(of: line + (line.hasPrefix("body") ? "" : "\n")) else {
      preconditionFailure("the profile \(name) has another create")
    }
    let ending = line.hasPrefix("body") ? "" : "\n"
    let whole = source.replacingCharacters(in: place, with: labelled + ending)
    return Dialect(name, whole + "inputs: {label: {type: text}}\n", label: "label")
  }
}

extension Profile {
  fileprivate static func read(_ name: String, _ source: String) -> Profile {
    do {
      return try Profile(yaml: source, file: "\(name).profile.yaml")
    } catch {
      preconditionFailure("\(error)")
    }
  }
}

extension String {
  /// The same YAML without one of its sections.
  fileprivate func without(section: String) -> String {
    var isIn = false
    let lines = split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.first?.isLetter == true { isIn = line == section + ":" }
      return !isIn
    }
    return lines.joined(separator: "\n")
  }

  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
