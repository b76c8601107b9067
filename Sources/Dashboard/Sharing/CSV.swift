import JobModel
import Screen

/// Comma-separated values (RFC 4180) as we write them.
package enum CSV {
  /// A line of values.
  ///
  /// Guarded, texts that a spreadsheet would take for a formula get an apostrophe in front, as OWASP
  /// advises (“CSV Injection”).
  package static func line(_ values: [JSON], guardsFormulas: Bool = false) -> String {
    values.map { field(guardsFormulas ? guarded($0) : $0) }.joined(separator: ",")
  }

  private static func guarded(_ value: JSON) -> JSON {
    guard let text = value.string, let first = text.first, "=+-@\t\r".contains(first) else {
      return value
    }
    return .string("'" + text)
  }

  /// Quoted where it holds a comma, a quote or the end of a line.
  private static func field(_ value: JSON) -> String {
    let plain = value.text ?? (value == .null ? "" : value.description)
    // Line breaks are data here, and quoted; other controls would reach a terminal.
    let text = plain.split(separator: "\n", omittingEmptySubsequences: false)
      .map { TextWidth.harmless(String($0)) }.joined(separator: "\n")
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    let quoted = text.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"\(quoted.joined(separator: "\"\""))\""
  }
}
