import HTTPTypes
import JobModel
import Yams

extension ProfileReader {
  /// The section `simulate`: its values and its answers.
  typealias SimulateSection = (values: Profile.Simulation, answers: [AnswerKind: AnswerSample])

  /// Reads the section `simulate`.
  mutating func simulation(_ entry: Section.Entry?) -> SimulateSection {
    var values = Profile.Simulation()
    guard let entry,
      let section = section(entry.node, called: "`simulate`", keys: SectionKeys.simulate)
    else { return (values, [:]) }
    values.duration = duration(section["duration"])
    values.failure = failure(section["failure"])
    values.fails = word(section["fails"]) ?? .end
    values.redraw = word(section["redraw"]) ?? .never
    values.ids = word(section["ids"]) ?? .uuid
    values.jobsInput = section["jobs"].flatMap { jobsInput($0) }
    values.order = word(section["order"]) ?? .newest
    values.credentials = credentials(section["credentials"])
    values.headers = fixedHeaders(section["headers"])
    values.cors = word(section["cors"]) ?? .none
    values.slash = slash(section["slash"])
    values.ignoresCase = boolean(section["caseless"]) ?? false
    values.allowsHead = boolean(section["head"]) ?? true
    values.hasETag = boolean(section["etag"]) ?? false
    values.endsLines = boolean(section["newline"]) ?? false
    return (values, answers(section["answers"]))
  }

  private mutating func duration(_ entry: Section.Entry?) -> Profile.Simulation.Length? {
    guard let entry else { return nil }
    if let name = input(entry, isFine: { $0 == .number || $0 == .integer }, "a number") {
      return .input(name)
    }
    let text = entry.node.scalar?.string ?? ""
    let ends: [String] =
      if let dots = text.firstRange(of: "..") {
        [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
      } else {
        [text, text]
      }
    if let low = Duration(withUnit: ends[0]), let high = Duration(withUnit: ends[1]), low <= high {
      return .range(low...high)
    }
    wrong(entry, "a time or a range, as in 5s or 5s..15s, or an input")
    return nil
  }

  private mutating func failure(_ entry: Section.Entry?) -> Profile.Simulation.Chance? {
    guard let entry else { return nil }
    if let name = input(entry, isFine: { $0 == .boolean }, "a boolean") { return .input(name) }
    if let share = entry.node.scalar.flatMap({ Double($0.string) }), (0...1).contains(share) {
      return .probability(share)
    }
    wrong(entry, "a probability from 0 to 1, or an input")
    return nil
  }

  private mutating func jobsInput(_ entry: Section.Entry) -> String? {
    let name = input(entry, isFine: { $0 == .list }, "a list")
    if name == nil { wrong(entry, "an input that is a list, as in \"{input.languages}\"") }
    return name
  }

  /// The name in `"{input.NAME}"`; the input must be of a type that makes sense there.
  private mutating func input(
    _ entry: Section.Entry,
    isFine: (InputType) -> Bool,
    _ right: String
  ) -> String? {
    guard case .mapping = entry.node else {
      guard let text = entry.node.scalar?.string, text.hasPrefix("{") else { return nil }
      let context = SampleContext(place: entry.key)
      let holes = textSample(text, at: entry.node, context).holes
      guard let fact = holes.first?.fact, fact.name == .input, let name = fact.member else {
        return nil
      }
      if let type = inputs.first(where: { $0.name == name })?.type, !isFine(type) {
        check.report(
          "`\(entry.key)` takes an input that is \(right); `\(name)` is \(type.allowed).",
          at: entry.node
        )
      }
      return name
    }
    _ = sample(entry.node, SampleContext(place: entry.key))
    return nil
  }

  private mutating func credentials(_ entry: Section.Entry?) -> Credentials? {
    let keys = SectionKeys.credentials
    guard let entry, let section = section(entry.node, called: "`credentials`", keys: keys) else {
      return nil
    }
    return Credentials(
      username: text(section["username"]),
      password: text(section["password"]),
      token: text(section["token"])
    )
  }

  /// Header fields without holes.
  mutating func fixedHeaders(_ entry: Section.Entry?) -> HTTPFields {
    guard let entry else { return [:] }
    let context = SampleContext(place: entry.key)
    return headers(entry.node, called: "`headers`", context).filled(from: FillSource())
  }

  private mutating func slash(_ entry: Section.Entry?) -> Profile.Simulation.Slash {
    guard let entry else { return .strict }
    switch entry.node.scalar?.string {
    case "strict": return .strict
    case "either": return .either
    default:
      if let code = entry.node.scalar.flatMap({ Int($0.string) }),
        [301, 302, 307, 308].contains(code)
      {
        return .redirect(code)
      }
      wrong(entry, "`strict`, `either`, or the code of a redirect (301, 302, 307, 308)")
      return .strict
    }
  }

  /// The answers that a profile may spell under `simulate`, with the code of one that names none.
  static let answerKinds: [(AnswerKind, code: Int)] = [
    (.unauthorised, 401), (.malformedCredentials, 401), (.wrongCredentials, 401),
    (.unknownPath, 404), (.unreadablePath, 400), (.wrongMethod, 405), (.options, 200),
    (.wrongType, 415), (.unreadableBody, 400), (.bodyTooLarge, 413),
  ]

  private mutating func answers(_ entry: Section.Entry?) -> [AnswerKind: AnswerSample] {
    let kinds = Self.answerKinds
    let keys = kinds.map(\.0.rawValue)
    guard let entry, let section = section(entry.node, called: "`answers`", keys: keys) else {
      return [:]
    }
    var answers: [AnswerKind: AnswerSample] = [:]
    for (kind, code) in kinds {
      answers[kind] = section[kind.rawValue].flatMap { answer($0, code: code) }
    }
    return answers
  }
}
