import Foundation

/// How one wait for one job went.
struct Wait {
  /// From the end of the job to the answer that tells of it, in seconds.
  private(set) var delay = 0.0
  /// When requests were sent, as ages of the job; the last one found it ended.
  private(set) var sent: [Double] = []
  /// The last age at which a request came too early and was answered.
  private(set) var early = 0.0

  /// The age at which a request did not come too early.
  var late: Double { sent[sent.count - 1] }

  /// Plays it on a clock that costs nothing: the server looks at a request half a round trip after
  /// it was sent.
  init(
    for job: Double,
    by waiter: inout some Waiter,
    server: PlayedServer,
    using generator: inout SeededGenerator
  ) {
    var (now, failures) = (0.0, 0)
    var progress: Double?
    let bend = server.bend(&generator)
    while true {
      if failures > 0, let pause = waiter.pause(afterFailures: failures, using: &generator) {
        now += pause
      } else if !sent.isEmpty || !waiter.asksAtOnce {
        let planned = waiter.pause(
          after: sent.count,
          asked: early,
          now: now,
          progress: progress,
          using: &generator
        )
        let hint = sent.isEmpty || failures > 0 || !waiter.obeysHints ? nil : server.hint
        now += max(planned, hint ?? 0)
      }
      sent.append(now)
      let isLost = server.loss > 0 && generator.share() < server.loss
      now += server.roundTrip
      failures = isLost ? failures + 1 : 0
      guard !isLost else { continue }
      let looked = late + server.roundTrip / 2
      guard looked < job else { break }
      early = late
      progress = server.progress(at: looked / job, bend: bend)
    }
    delay = now - job
  }
}
