import JobModel
import Screen

extension Job {
  /// Its title, and its number among those made together with it.
  var label: String {
    switch (title, draft?.label) {
    case (nil, let number): number ?? ""
    case (let title?, nil): title
    case (let title?, let number?):
      title.isEmpty || title.contains(number) ? title + "" : title + " · " + number
    }
  }

  var hasLabel: Bool {
    title?.isEmpty == false || draft?.label?.isEmpty == false
  }

  /// Glyph and word, and a mark where the profile does not know the server's word.
  var stateText: String {
    let glyph = isHearsay && state.isActive ? JobState.submitting.glyph : state.glyph
    return glyph + " " + stateWord + (isKnownWord ? "" : " ?")
  }

  /// A bar while there is something to come, else the reason.
  var progressValue: ColumnValue {
    if let reason = reasonInTable {
      return .prose(reason, state == .failed || state == .refused ? .failure : .faint)
    }
    if let progress { return .bar(progress, isOver: state.isFinal) }
    // It is under way, and nobody says how far.
    return state == .running ? .text("–", .faint) : .text("", .plain)
  }

  /// Its reason, where that is news in the table; what a server says of a job that runs is not.
  var reasonInTable: String? {
    switch state {
    case .failed, .cancelled, .lost, .refused, .unconfirmed: reason
    case .pending: seen == nil ? reason : nil
    case .submitting, .running, .completed: nil
    }
  }

  /// As in `2/3`.
  var tryText: String {
    guard let attempt else { return "" }
    return String(attempt) + (attemptLimit.map { "/" + String($0) } ?? "")
  }

  /// By rank; what is over by its end, everything else by its begin, the newest first.
  var stateKey: Int64 {
    let instant = state.isFinal ? finished ?? updated ?? created : created
    let milliseconds = max(0, min(instant.nanoseconds / 1_000_000, 1 << 50))
    return state.rank << 52 | (1 << 51 - milliseconds)
  }

  /// What ages is above what has ended, the oldest on top: their order never changes with time.
  var ageKey: Int64 {
    guard state.isFinal else { return .max / 2 + (.max / 2 - max(0, created.nanoseconds)) / 2 }
    let duration = created.duration(to: finished ?? seen ?? created)
    return min(max(0, duration.wholeNanoseconds), .max / 4)
  }
}

extension JobID {
  /// Numbers sort as people count; of other ids, as most are drawn by lot, digits say nothing.
  var sortText: String {
    let isNumber = rawValue.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
    return isNumber ? rawValue.countingSortText : rawValue
  }
}

extension String {
  /// A text that sorts as people count: `shot-9` before `shot-10`.
  var countingSortText: String {
    guard utf8.contains(where: { $0 >= 48 && $0 <= 57 }) else { return self }
    var sorted = ""
    var digits = ""
    for character in self + " " {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      if !digits.isEmpty {
        sorted += String(repeating: "0", count: max(0, 20 - digits.count)) + digits
        digits = ""
      }
      sorted.append(character)
    }
    return sorted
  }
}
