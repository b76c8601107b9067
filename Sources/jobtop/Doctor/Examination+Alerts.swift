import Dashboard
import Foundation
import Screen

/// Who is told of jobs, and whether that can be here.
extension Examination {
  mutating func add(_ alerts: [AlertRule]) {
    for alert in alerts {
      let subject = "notify \(alert.text)"
      switch alert.target {
      case .bell: add(.configuration, subject, "bell")
      case .desktop: add(.configuration, subject, "desktop, \(desktop)")
      // What follows the host may be secret.
      case .webhook: add(.configuration, subject, alert.target.name)
      case .run(let words):
        let isMissing = Self.program(of: words).map { !isThere($0) } ?? false
        add(
          .configuration,
          subject,
          alert.target.name + (isMissing ? " cannot run: its program is not there" : ""),
          isMissing ? .remark : .fine
        )
      }
    }
  }

  /// What shows a notification.
  private var desktop: String {
    URLOpener(environment: environment).hasDesktop && isThere("notify-send")
      ? "by notify-send"
      : "by the terminal, where it shows what "
        + "\(ClipboardSequence.Notice(environment: environment).name) asks for"
  }

  /// The program that is named; nothing where only a shell could tell.
  private static func program(of words: [String]) -> String? {
    guard words.starts(with: ["/bin/sh", "-c"]), words.count == 3 else { return words.first }
    let first = words[2].prefix { $0 != " " }
    let isPath =
      first.hasPrefix("/")
      && first.allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
    return isPath ? String(first) : nil
  }

  private func isThere(_ program: String) -> Bool {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map { String($0) }
    let places = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
    return places.contains { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
