/// A place in a sample where something varies: `{fact}` or `{fact.form}`.
struct Hole: Hashable, Sendable {
  let fact: Fact
  let form: FactForm?

  init(_ fact: Fact, form: FactForm? = nil) {
    self.fact = fact
    self.form = form
  }

  /// Reads what stands between the braces.
  /// - Throws: what is wrong with it.
  init(parsing text: String) throws(Problem) {
    let words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let name = Fact.Name(rawValue: words[0]) else { throw .unknownFact(text) }
    let rest = Array(words.dropFirst())
    switch (name, rest.count) {
    case (.input, 1...2), (.filter, 1...2):
      self = try Hole(name, member: rest[0], form: rest.dropFirst().first)
    case (.state, 1) where FactForm(rawValue: rest[0]) == nil, (.state, 2):
      guard FactForm(rawValue: rest[0]) == nil else { throw .partNamedLikeForm(rest[0]) }
      self = try Hole(.state, member: rest[0], form: rest.dropFirst().first)
    case (.input, _), (.filter, _): throw .unknownFact(text)
    case (_, 0...1): self = try Hole(name, member: nil, form: rest.first)
    default: throw .unknownFact(text)
    }
  }

  private init(_ name: Fact.Name, member: String?, form word: String?) throws(Problem) {
    let forms = name.kind.forms
    let form = word.flatMap { FactForm(rawValue: $0) }
    if let word {
      guard let form, forms.contains(form) else {
        if name == .state, form != nil { throw .partNamedLikeForm(word) }
        throw .unknownForm(word, of: name.rawValue, forms: forms)
      }
    }
    self.init(Fact(name, member: member), form: form)
  }

  /// What can be wrong with a hole.
  enum Problem: Error, Hashable {
    case unknownFact(String)
    case unknownForm(String, of: String, forms: [FactForm])
    case partNamedLikeForm(String)
  }
}
