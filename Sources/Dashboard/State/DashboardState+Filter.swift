import JobModel
import Screen

extension DashboardState {
  /// A key for the filter that is being typed; the rows follow at once.
  mutating func type(_ key: Key, into input: TextInput) {
    var changed = input
    changed.take(key)
    // A line that is full takes nothing more, and costs nothing more.
    guard changed.text != input.text else { return overlays.append(.filter(changed)) }
    show(changed)
  }

  /// Completes the word under the cursor as far as it is sure.
  mutating func complete(_ input: TextInput) {
    let completion = completion(of: input)
    var input = input
    if let common = completion.common { input.replace(completion.place, with: common) }
    show(input)
  }

  mutating func show(_ input: TextInput) {
    // What cannot be understood changes nothing: the last good result stays.
    if let filter = try? Filter(input.text) { table.show(filter) }
    overlays.append(.filter(input))
  }

  /// Keeps the filter, unless it cannot be understood.
  mutating func keepFilter(_ input: TextInput) {
    guard Filter.mistake(in: input.text) == nil else { return overlays.append(.filter(input)) }
    keepLine(input.text, of: .filter)
  }

  /// Shows only what the selected row's server has, or that of all of them again.
  ///
  /// That is a condition before all others, which can be typed further.
  ///
  /// A server that is named takes the place of another.
  mutating func toggleServer(_ name: String? = nil, at now: Timestamp) {
    var text = table.filter.typed
    let before = serverCondition
    if let before { text = text.dropFirst(before.count + 1).withoutBrackets }
    if let server = name ?? (before == nil ? selected?.job.server : nil) {
      let condition = DashboardState.condition(on: server)
      if condition != before { text = text.isEmpty ? condition : "\(condition) (\(text))" }
    } else if before == nil {
      notice = .news("No row is selected whose server that could be.", at: now)
      return
    }
    if let filter = try? Filter(text) { table.show(filter) }
  }

  /// The condition before all others that lets one server alone through, where there is one.
  private var serverCondition: String? {
    let typed = table.filter.typed
    return servers.map { DashboardState.condition(on: $0.name) }.first { condition in
      typed == condition || typed.hasPrefix(condition + " ")
    }
  }

  private static func condition(on server: String) -> String {
    server.contains(where: " ,()".contains) ? "server=\"\(server)\"" : "server=\(server)"
  }

  /// The filter, to be typed further: a word of it that nobody typed is not gone on with.
  var filterToType: String {
    let typed = table.filter.typed
    return typed == serverCondition ? typed + " " : typed
  }

  func completion(of input: TextInput) -> FilterCompletion {
    FilterCompletion(input) { field in
      switch field.kind {
      case .state: StateGroup.named.map(\.name)
      case .text(let fact) where field.offersValues:
        values(of: fact, besides: field.name == "server" ? servers.map(\.name) : [])
      case .text, .number, .percent, .time: []
      }
    }
  }

  /// The values of a fact in the first rows.
  private func values(of fact: (Job) -> String?, besides known: [String]) -> [String] {
    let values = Set(table.rows.prefix(1000).compactMap { fact($0.job) } + known)
    return values.filter { !$0.contains(" ") }.sorted()
  }
}

extension Substring {
  /// The same without the brackets around all of it; with them where others are inside, or quotes.
  fileprivate var withoutBrackets: String {
    guard hasPrefix("("), hasSuffix(")") else { return String(self) }
    let inside = dropFirst().dropLast()
    return String(inside.contains(where: "()\"".contains) ? self : inside)
  }
}
