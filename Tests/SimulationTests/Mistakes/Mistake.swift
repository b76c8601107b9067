/// A mistake that a client could make; runs with it must break an invariant.
enum Mistake: String, CaseIterable, Sendable {
  // What becomes of answers and events.
  case losesAnswers = "an answer is lost on its way to the core"
  case losesWakeUps = "a wake-up is not handed on"
  case wakesLate = "timers go off a minute late"
  case mixesAnswers = "the answer about one job is taken for that about another"
  case takesTimeoutsForUnsent = "a create without an answer is said never to have left"
  case takesFailedRequestsForFailedJobs = "a job failed because a request did"
  // What the core knows of the server.
  case ignoresRetryAfter = "Retry-After is not read"
  case ignoresQuota = "the quota of the server is not known"
  // Repeats.
  case ignoresRepeats = "repeats are not paid for"
  case neverRefills = "a success gives nothing back to the quota of repeats"
  case ignoresBreaker = "what fails is asked for again although the breaker is open"
  case neverCloses = "the breaker stays open although the server answers"
  // Push.
  case trustsPush = "an end that was pushed is not confirmed"
  case leavesGap = "nothing is asked after a subscription"
  case neverClosesStreams = "a stream is not closed"
  // Creating.
  case sendsBeforeNoting = "a create leaves before the journal has it"
  case sendsTwice = "a create is sent twice"
  case changesKeys = "a create is repeated under another key"
  case refusesUnconfirmed = "a create without an answer is called refused"
  // Delivery.
  case deliversTwice = "a change is told twice"
  case dropsEnds = "an end is not told"
  case mixesRuns = "the next run of a job is told as the one before"
  case delaysReports = "a change is told after the one that follows it"
  case forgetsCallers = "a caller is not told at the deadline"
  case cancelsBlindly = "a cancel leaves for a job that was not confirmed lately"
  // What survives.
  case forgetsJobs = "a job is forgotten after a restart"
  case notesNoEnds = "an end is not noted down"
  // Sharing.
  case keepsTurns = "a turn that was taken is never given back"
  case asksOutOfTurn = "who reads asks as well"
  case ignoresNotes = "what others have noted down is not read"
  case bidsNoJobs = "others are not told which jobs are wanted"
  case dropsBorrowed = "jobs are dropped that somebody else wanted too when he leaves"
  // Rest.
  case asksAfterEnd = "a job that has ended is asked about on and on"
  case neverRests = "each wake-up asks for the next one at once"
  case burstsAfterSleep = "after sleep everything is asked about at once"
}
