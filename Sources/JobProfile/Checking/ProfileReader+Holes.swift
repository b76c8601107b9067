import JobModel
import Yams

extension ProfileReader {
  /// Compiles one text and checks its holes.
  mutating func textSample(_ text: String, at node: Node, _ context: SampleContext) -> TextSample {
    var problems: [Hole.Problem] = []
    let sample = TextSample(parsing: text) { problems.append($0) }
    for problem in problems { report(problem, at: node) }
    for hole in sample.holes { check(hole, at: node, context) }
    return sample
  }

  private mutating func check(_ hole: Hole, at node: Node, _ context: SampleContext) {
    let fact = hole.fact
    if fact.name == .input, let name = fact.member, !inputNames.contains(name),
      !isElement(name)
    {
      let hint = ProfileCheck.hint(for: name, among: inputNames)
      check.report(
        "`{\(fact.key)}` asks for an input that `inputs` does not name\(hint)",
        at: node
      )
    }
    if fact.name.isCredential, !context.allowsCredentials {
      check.report("`{\(fact.key)}` is a credential and belongs under `auth`.", at: node)
    }
    if fact.name == .state, let part = fact.member, !stateParts.contains(part) {
      stateParts.append(part)
    }
  }

  /// A job made for each element of the list `languages` has `{input.language}`.
  private func isElement(_ name: String) -> Bool { inputNames.contains(name + "s") }

  private mutating func report(_ problem: Hole.Problem, at node: Node) {
    switch problem {
    case .unknownFact(let text) where Fact.Name(rawValue: text)?.takesMember == true:
      check.report("`{\(text)}` needs a name, as in `{\(text).title}`.", at: node)
    case .unknownFact(let text):
      let names = Fact.Name.allCases.map(\.rawValue)
      let hint = ProfileCheck.nearHint(for: text, among: names)
      check.report("`{\(text)}` is not a fact\(hint)", at: node)
    case .unknownForm(let form, let fact, let forms):
      let list = forms.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      let right = forms.isEmpty ? "it has none" : "it has \(list)"
      check.report("`\(form)` is not a form of `\(fact)`; \(right).", at: node)
    case .partNamedLikeForm(let part):
      check.report("a part of the state cannot be named `\(part)`: that is a form.", at: node)
    }
  }
}

extension ProfileCheck {
  /// `; did you mean …?`, or only the end of the sentence.
  static func nearHint(for word: String, among words: [String]) -> String {
    Spelling.nearest(to: word, among: words).map { "; did you mean `\($0)`?" } ?? "."
  }
}
