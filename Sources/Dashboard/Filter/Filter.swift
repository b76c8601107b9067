import JobModel

/// Which jobs are shown, as it is typed.
///
///     state:failed,lost age<10m !server:render "free text" /regex/ (kind:etl* or retries>2)
///
/// Conditions that follow each other must all hold; `or` stands between such lists. `!` turns one
/// around. `field:word` looks into one fact, a bare word into all texts; `*` and `?` are wild.
/// `field=word` is the whole of that fact.
package struct Filter: Sendable {
  /// As typed.
  private(set) var text: String
  /// The same, where somebody typed it; that is what can be typed further.
  let typed: String
  private let condition: FilterCondition?
  /// The words, where it is nothing but words.
  private let isPlain: Bool
  private var expressions: [Expression] = []
  /// Whether more was to follow, as where it is still being typed.
  private var isUnfinished = false

  static let none = Filter()

  private init() {
    (text, typed, condition, isPlain) = ("", "", nil, true)
  }

  /// Reads a filter; throws where it cannot be understood.
  package init(_ text: String) throws(FilterMistake) {
    self.text = text
    typed = text
    var reader = FilterReader(text)
    condition = try reader.filter()
    isPlain = reader.isPlain
    expressions = reader.expressions
    isUnfinished = reader.isUnfinished
  }

  /// Reads a filter that nobody is still typing: `state:` asks for nothing, which from a script or
  /// in a rule would mean every job.
  package init(whole text: String) throws(FilterMistake) {
    try self.init(text)
    guard isUnfinished else { return }
    throw FilterMistake(
      place: text.count..<text.count + 1,
      sentence: "Something must stand here: the filter ends too early."
    )
  }

  /// Lets exactly these runs through; nobody has typed it, so it has a name.
  init(of runs: Set<RunID>, named name: String) {
    (text, condition, isPlain) = (name, .runs(runs), false)
    typed = ""
  }

  /// What cannot be understood in a text; nothing where it is a filter.
  static func mistake(in text: String) -> FilterMistake? {
    mistake { () throws(FilterMistake) in try Filter(text) }
  }

  /// The same of one that nobody is still typing.
  static func mistake(inWhole text: String) -> FilterMistake? {
    mistake { () throws(FilterMistake) in try Filter(whole: text) }
  }

  private static func mistake(_ read: () throws(FilterMistake) -> Filter) -> FilterMistake? {
    do throws(FilterMistake) {
      _ = try read()
      return nil
    } catch {
      return error
    }
  }

  var isEmpty: Bool { condition == nil }

  /// What was typed may be of what is not to be shown.
  mutating func hideText() {
    if !text.isEmpty { text = "…" }
  }

  var changesWithTime: Bool { condition?.changesWithTime ?? false }

  /// Whether an expression in it took too long, and is found nowhere.
  var hasGivenUp: Bool { expressions.contains(where: \.hasGivenUp) }

  var hasExpression: Bool { condition?.hasExpression ?? false }

  /// Whether everything that passes this one passes the other as well.
  func narrows(_ other: Filter) -> Bool {
    isPlain && other.isPlain && text.hasPrefix(other.text)
  }

  /// Whether a job passes.
  package func matches(_ job: Job, at now: Timestamp) -> Bool {
    condition?.holds(for: job, at: now) ?? true
  }
}
