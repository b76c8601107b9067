import JobModel

/// The window's title: what matters of the totals when the window is out of sight.
///
///     jobtop ▶12 ✖3       ▶12? where no server that has them answers
///
/// It follows at once, and then at most once a second: a window manager is no dashboard.
struct WindowTitle: Hashable, Sendable {
  private var text = ""
  private var changed: Timestamp?
  /// When the title is to follow what it could not follow at once.
  private(set) var due: Timestamp?

  private static let pause: Duration = .seconds(1)

  /// The new title, where it is time for another one.
  mutating func follow(
    _ counts: StateCounts,
    isOutOfTouch: Bool,
    at now: Timestamp
  ) -> String? {
    let wanted = WindowTitle.text(for: counts, isOutOfTouch)
    due = nil
    guard wanted != text else { return nil }
    if let next = changed?.advanced(by: WindowTitle.pause), next > now {
      due = next
      return nil
    }
    (text, changed) = (wanted, now)
    return wanted
  }

  private static func text(for counts: StateCounts, _ isOutOfTouch: Bool) -> String {
    let totals = [
      (JobState.running, counts[.running]), (.failed, counts[.failed] + counts[.refused]),
    ]
    return totals.filter { $0.1 > 0 }.reduce("jobtop") { title, total in
      let mark = isOutOfTouch && total.0.isActive ? "?" : ""
      return title + " " + total.0.glyph + ShortText.total(total.1) + mark
    }
  }
}
