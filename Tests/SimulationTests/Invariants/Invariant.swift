import JobModel

/// What must hold in every run, whatever goes wrong.
enum Invariant: String, CaseIterable, Sendable {
  case createdOnce = "a job is created once or reported unconfirmed"
  case journaledFirst = "no create leaves before the journal has it"
  case deliveredOnce = "every final state of a run is delivered exactly once to each listener"
  case sticky = "final is sticky within a run"
  case ordered = "updates of a job are delivered in order and without duplicates"
  case nothingLost = "every job that is known by id ends with the truth of its server"
  case lossIsTrue = "a job is lost only where its server has said so three times"
  case waitsEnd = "no wait outlives its deadline"
  case withinBudget = "no host gets more requests than plan, quota and Retry-After allow"
  case withinRepeats = "repeats of failed requests stay within the quota of their host"
  case noBurst = "after sleep no burst"
  case restful = "nothing is asked when nothing is due, and every wake-up has a cause"
  case oneAsks = "of the programs that share a journal one asks for all"
  case turnPasses = "a turn passes on within seconds when its holder ends or is stopped"
  case prompt = "in calm weather no fact grows older than was promised"
  case cautious = "nothing is done to a job that was not confirmed since it was asked for"
  case gapClosed = "after a subscription is up every active job is asked about"
  case closesClean = "after close no job, timer, connection or stream is left"
  case journalWorks = "the journal takes what it is given"
}

/// An invariant that does not hold.
struct Violation: Sendable, CustomStringConvertible {
  let invariant: Invariant
  let what: String
  /// Since the run began.
  let after: Duration

  var description: String {
    "\(invariant) (\(invariant.rawValue)), after \(after.inSeconds) s: \(what)"
  }
}
