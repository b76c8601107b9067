/// How one wait for one job went.
struct Wait {
  /// From the end of the job to the answer that tells of it, in seconds.
  let delay: Double
  /// When requests were sent, as ages of the job; the last one found it ended.
  let sent: [Double]

  /// Plays it on a clock that costs nothing: the server looks at a request half a round trip after
  /// it was sent.
  init(
    for job: Double,
    by waiter: inout some Waiter,
    roundTrip: Double,
    using generator: inout SeededGenerator
  ) {
    var sent: [Double] = []
    var (asked, now) = (0.0, 0.0)
    repeat {
      if !sent.isEmpty || !waiter.asksAtOnce {
        now += waiter.pause(after: sent.count, asked: asked, now: now, using: &generator)
      }
      asked = now
      sent.append(asked)
      now += roundTrip
    } while asked + roundTrip / 2 < job
    delay = now - job
    self.sent = sent
  }

  /// The last age at which a request came too early, and the one at which one did not.
  var early: Double { sent.count > 1 ? sent[sent.count - 2] : 0 }
  var late: Double { sent[sent.count - 1] }
}
