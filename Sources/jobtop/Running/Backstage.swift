import Dashboard

/// What is behind the dashboard: where its facts come from and its wishes go.
@MainActor
protocol Backstage: Sendable {
  /// Begins to send facts.
  func open(in group: inout DiscardingTaskGroup)
  /// Plays what is played at another speed; 0: lets it stand.
  func play(atSpeed speed: Double)
  /// Does one wish; what goes wrong is told as an event.
  func perform(_ effect: DashboardEffect) async
  /// Ends everything that was begun.
  func close() async
}

extension Backstage {
  /// Servers have a pace of their own.
  func play(atSpeed speed: Double) {}
}
