import Dashboard
import Foundation
import JobModel
import Screen

/// Writes findings: for people in sections with marks in front, for scripts as objects.
struct FindingWriter {
  let format: OutputFormat
  /// Whether the marks are those of Unicode.
  let speaksUTF8: Bool

  /// Writes all of a report.
  func write(_ findings: [Finding]) {
    switch format {
    case .table: writeSections(findings)
    case .json: Streams.out(JSON.array(findings.map(\.json)).description)
    case .jsonl: for finding in findings { Streams.out(finding.json.description) }
    case .csv:
      for (index, finding) in findings.enumerated() {
        guard case .object(let members) = finding.json else { continue }
        if index == 0 { Streams.out(members.map(\.name).joined(separator: ",")) }
        Streams.out(CSV.line(members.map(\.value)))
      }
    }
  }

  private func writeSections(_ findings: [Finding]) {
    for section in Finding.Section.allCases {
      let own = findings.filter { $0.section == section }
      guard !own.isEmpty else { continue }
      Streams.out((section == .program ? "" : "\n") + section.rawValue.capitalized)
      let width = own.map { TextWidth.columns(of: $0.subject) }.max() ?? 0
      for finding in own { Streams.out(line(finding, width: width)) }
    }
  }

  private func line(_ finding: Finding, width: Int) -> String {
    let place = finding.place.map { "  (\($0))" } ?? ""
    let subject = TextWidth.padded(finding.subject, to: width)
    return TextWidth.visible(" \(mark(finding.verdict)) \(subject)  \(finding.value)\(place)")
  }

  private func mark(_ verdict: Finding.Verdict) -> String {
    switch verdict {
    case .fine: " "
    case .remark: speaksUTF8 ? "•" : "-"
    case .wrong: speaksUTF8 ? "✗" : "X"
    }
  }
}
