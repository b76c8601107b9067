/// What can go wrong between a client and its server, or with either of them.
enum Fault: String, CaseIterable, Sendable {
  case dropRequest, dropAnswer, delay, duplicate, reorder, cut, garbage, serverError, throttle
  case hang, amnesia, idReuse, clockSkew, brokenJobs
  case mutePush, latePush, duplicatePush, losePush
  case restart, stop, sleep

  /// Whether it needs a server that tells.
  var isAboutPush: Bool {
    switch self {
    case .mutePush, .latePush, .duplicatePush, .losePush: true
    case .dropRequest, .dropAnswer, .delay, .duplicate, .reorder, .cut, .garbage, .serverError,
      .throttle, .hang, .amnesia, .idReuse, .clockSkew, .brokenJobs, .restart, .stop,
      .sleep:
      false
    }
  }
}

/// A fault that strikes at one instant, whatever is on its way.
enum Trouble: Sendable {
  /// For so long everything is answered by 429.
  case throttle(Duration)
  /// For so long nothing is answered.
  case hang(Duration)
  /// The server forgets jobs: all of them, or half.
  case amnesia(isWhole: Bool)
  /// The server gives the id of a job that is over to another one.
  case idReuse
  /// From now on the server fails whenever it is asked about some jobs.
  case brokenJobs
  /// The server's clock is set.
  case clockSkew(Duration)
  /// The server tells nothing more on the connections that there are.
  case mute
  /// All push connections are cut.
  case cutLines
  /// A program is killed, and started again after so long.
  case restart(after: Duration)
  /// A program is stopped for so long (SIGSTOP).
  case stop(Duration)
  /// The machine of the client sleeps for so long.
  case sleep(Duration)
}

/// Something that the user of the client does.
enum Deed: Sendable {
  case create(Int, within: Duration?)
  /// Watches a job that others have made.
  case track
  case wait(within: Duration?)
  case stopWaiting
  case cancel
  case view
  case query
  /// Waits for what came of creates that others left without an answer.
  case settleLeft(within: Duration?)
  /// Begins to listen to everything.
  case listen
}
