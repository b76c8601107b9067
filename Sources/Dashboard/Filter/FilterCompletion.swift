import JobModel

/// What the word under the cursor of a filter may become.
struct FilterCompletion: Sendable {
  /// The characters of the text that a candidate takes the place of.
  let place: Range<Int>
  /// In the order in which they are offered.
  let candidates: [String]

  /// Offers names of fields, and behind one the values of it that `values` says are worth it.
  init(_ input: TextInput, values: (FilterField) -> [String]) {
    let before = input.characters[..<input.position]
    let start = (before.lastIndex { " (!,".contains($0) } ?? -1) + 1
    let word = String(before[start...])
    let head = before[(before.lastIndex(of: " ") ?? -1) + 1..<input.position]
    let name = String(head.drop { $0 == "(" || $0 == "!" }.prefix { $0.isLetter })
    let valueStart = head.lastIndex { ":=<>,".contains($0) }
    if let valueStart, let field = FilterField.named(name) {
      let typed = String(before[(valueStart + 1)...]).lowercased()
      place = (valueStart + 1)..<input.position
      candidates = values(field).filter { $0.lowercased().hasPrefix(typed) && $0 != typed }
    } else {
      place = start..<input.position
      let typed = word.lowercased()
      candidates =
        typed.isEmpty ? [] : FilterField.all.map(\.beginning).filter { $0.hasPrefix(typed) }
    }
  }

  /// What all candidates begin with.
  var common: String? {
    guard let first = candidates.first else { return nil }
    return candidates.dropFirst().reduce(first) { common, candidate in
      String(zip(common, candidate).prefix { $0 == $1 }.map(\.0))
    }
  }
}

extension FilterField {
  /// The name, and the comparison that is used most with it.
  var beginning: String {
    switch kind {
    case .state, .text: name + ":"
    case .number, .percent: name + ">"
    case .time: name + "<"
    }
  }
}
