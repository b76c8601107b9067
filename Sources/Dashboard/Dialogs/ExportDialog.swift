import JobModel
import Screen

/// Where to write rows or screen, and as what.
struct ExportDialog: Hashable, Sendable {
  private(set) var format = ExportFormat.csv
  /// The name of the file.
  private(set) var input: TextInput

  /// Proposes a name that tells the time.
  init(at now: Timestamp, utcOffset: Int) {
    let digits = now.advanced(by: .seconds(utcOffset)).rfc3339.prefix(19)
    let time = digits.filter { $0 != "-" && $0 != ":" }
    input = TextInput("jobtop-\(time.replacing("T", with: "-"))\(ExportFormat.csv.suffix)")
  }

  mutating func choose(by step: Int) {
    let all = ExportFormat.allCases
    let index = all.firstIndex(of: format) ?? 0
    choose(all[(index + step + all.count) % all.count])
  }

  mutating func choose(_ next: ExportFormat) {
    // A name follows the format as long as it ends as it did.
    if input.text.hasSuffix(format.suffix) {
      input = TextInput(input.text.dropLast(format.suffix.count) + next.suffix)
    }
    format = next
  }

  /// Puts the cursor before a character of the name.
  mutating func go(to place: Int) {
    input.go(to: place)
  }

  mutating func type(_ key: Key) {
    input.take(key)
  }
}
