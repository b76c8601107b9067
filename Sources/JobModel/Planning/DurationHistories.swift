/// How long the last jobs of one kind took on one server: in all, and from when they began to run.
public struct DurationHistories: Hashable, Sendable {
  /// From creation to end.
  public var whole: DurationHistory
  /// From the beginning of their work to the end.
  public var running: DurationHistory

  /// Histories of jobs that ended in these orders.
  public init(
    whole: DurationHistory = DurationHistory(),
    running: DurationHistory = DurationHistory()
  ) {
    self.whole = whole
    self.running = running
  }

  /// One of the two.
  public subscript(span: DurationSpan) -> DurationHistory {
    get {
      switch span {
      case .whole: whole
      case .running: running
      }
    }
    set {
      switch span {
      case .whole: whole = newValue
      case .running: running = newValue
      }
    }
  }
}
