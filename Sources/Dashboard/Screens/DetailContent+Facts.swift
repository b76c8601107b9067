import JobModel
import Screen

extension DetailContent {
  /// Who, when, how it was learned and what it took, in words.
  var facts: [[Span]] {
    let url = state.server(named: job.server)?.url ?? ""
    var pairs: [(String, String)] = [("Server", job.server + (url.isEmpty ? "" : " at " + url))]
    if let id = job.jobID?.rawValue, !id.isEmpty { pairs.append(("Job", id)) }
    pairs.append(("Run", (job.runNumber > 1 ? "\(job.runNumber), " : "") + job.run.description))
    if let kind = job.kind { pairs.append(("Kind", kind)) }
    if let word = job.serverState, word != job.state.rawValue {
      pairs.append(("State", "“\(word)” in the server's own word"))
    }
    pairs += times
    if let tries { pairs.append(("Try", tries)) }
    pairs.append(("Asked", asked))
    if let estimate = context.estimate { pairs.append(("Ends", estimate.words)) }
    if let next { pairs.append(("Next", next)) }
    pairs.append(("Seen", seen))
    return pairs.flatMap { DetailContent.fact($0.0, $0.1, width: width) }
  }

  private var times: [(String, String)] {
    if job.isHearsay { return [("Tracked", moment(job.created) + "; nobody knows its age")] }
    let before = job.isCreationKnown ? "" : "not after "
    var pairs = [("Created", before + moment(job.created) + ", " + age)]
    if let started = job.started {
      // Many servers go on saying when the run before began.
      let waited = row.beginning.map { started.wholeSecond - $0.wholeSecond } ?? -1
      let after = waited < 0 ? "" : ", after " + ShortText.age(waited)
      pairs.append(("Started", moment(started) + after))
    }
    if let finished = job.finished {
      pairs.append(("Finished", (row.isEndKnown ? "" : "not after ") + moment(finished)))
    }
    return pairs
  }

  private var age: String {
    guard let seconds = context.age else { return "of unknown age" }
    let isBound = context.isStale || !job.isCreationKnown
    let age = (isBound ? "at least " : "") + ShortText.age(seconds)
    // Where nobody says when it ended it is only known when that was seen.
    let last = row.wasOverWhenFound ? "at most " : "about "
    let about = row.history.last?.isOnlySeen == true && !isBound ? last : ""
    return job.state.isFinal ? "took " + about + age : age + " old"
  }

  private var tries: String? {
    job.attempt.map { attempt in
      "\(attempt)" + (job.attemptLimit.map { " of \($0)" } ?? "") + ", by the server's count"
    }
  }

  private var asked: String {
    if job.polls == 0, state.statuses[job.server]?.link == .longPoll, !job.state.isFinal {
      return "now: the server holds a long poll until there is news"
    }
    guard job.polls > 0 else { return "never: what is known came without a status request" }
    var words = "\(job.polls) status request\(job.polls == 1 ? "" : "s")"
    if job.retries > 0 { words += ", \(job.retries) of them to ask again" }
    if job.repeats > 0 { words += ", \(job.repeats) of those after a failed one (✗)" }
    return words
  }

  private var seen: String {
    guard let unseen = context.unseen else { return "never: the server has not confirmed it yet" }
    var words = ShortText.age(unseen) + " ago, by " + row.source.words
    if !job.state.isFinal, let interval = job.interval, interval > .zero {
      words += ", expected every " + interval.short
    }
    if context.isStale { words += ": old news" }
    return words
  }

  private func moment(_ instant: Timestamp) -> String {
    ShortText.moment(instant, now: now, utcOffset: state.utcOffset)
  }
}
