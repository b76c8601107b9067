import JobModel

extension JobUpdate {
  /// What `json` says, and what else is needed to play the update again.
  var recorded: JSON {
    guard case .object(let members) = json else { return json }
    var more: [(String, JSON?)] = [("runID", .string(job.run.description))]
    more.append(("replaces", replaces.map { .string($0.description) }))
    let times: [(String, Timestamp?)] = [
      ("created", job.created), ("started", job.started), ("finished", job.finished),
      ("updated", job.updated), ("seen", job.seen),
    ]
    more += times.map { ($0, $1.map { .string($0.rfc3339) }) }
    more.append(("createdAtLatest", job.isCreationKnown ? nil : true))
    more.append(("unknownWord", job.isKnownWord ? nil : true))
    more.append(("interval", job.interval.map { JSON($0.inSeconds) }))
    more.append(("said", job.confirmation.map { .number(String($0.count)) }))
    more.append(("needed", job.confirmation.map { .number(String($0.needed)) }))
    more.append(("label", job.draft?.label.map { .string($0) }))
    more.append(("inputs", job.draft.map { .object($0.members) }))
    return .object(members + more.compactMap { name, value in value.map { JSON.Member(name, $0) } })
  }

  /// Reads what `recorded` or `json` wrote.
  /// - Throws: `Recording.Problem` where server or state is missing or unknown.
  init(recorded json: JSON, at time: Timestamp) throws {
    let server = try json.needed("server")
    let number = json["run"]?.integer ?? 1
    let id = json["id"]?.text.map { JobID($0) }
    let word = try json.needed("state")
    guard let state = word == "asking" ? .pending : JobState(rawValue: word) else {
      throw Recording.Problem(description: "there is no state “\(word)”")
    }
    let run = json["runID"]?.string.flatMap { RunID($0) }
    var job = Job(
      run: run ?? RunID(of: "\(server)\n\(id?.rawValue ?? "")\n\(number)"),
      server: server,
      jobID: id,
      runNumber: max(1, number),
      state: state,
      created: json.instant("created") ?? time
    )
    job.take(json, at: time)
    self.init(
      time: time,
      source: json["source"]?.string.flatMap { UpdateSource(rawValue: $0) } ?? .store,
      job: job,
      replaces: json["replaces"]?.string.flatMap { RunID($0) }
    )
  }
}

extension Job {
  fileprivate mutating func take(_ json: JSON, at time: Timestamp) {
    serverState = json["serverState"]?.string
    title = json["title"]?.string
    kind = json["kind"]?.string
    reason = json["reason"]?.string
    progress = json["progress"]?.double.map { min(max(0, $0), 1) }
    attempt = json["attempt"]?.integer
    attemptLimit = json["attemptLimit"]?.integer
    result = json["result"].flatMap { $0 == .null ? nil : $0 }
    polls = max(0, json["polls"]?.integer ?? 0)
    repeats = max(0, json["failures"]?.integer ?? 0)
    started = json.instant("started")
    finished = json.instant("finished")
    updated = json.instant("updated")
    isKnownWord = json["unknownWord"]?.boolean != true
    interval = json["interval"]?.duration
    if let said = json["said"]?.integer, let needed = json["needed"]?.integer {
      confirmation = Confirmation(count: said, needed: needed)
    }
    if case .object(let members)? = json["inputs"] {
      let inputs = Dictionary(members.map { ($0.name, $0.value) }) { $1 }
      draft = Draft(inputs: inputs, label: json["label"]?.string)
    }
    takeTimes(json, at: time)
  }

  /// A line of `watch` has only its own time: the job was seen then, and is as old at least.
  private mutating func takeTimes(_ json: JSON, at time: Timestamp) {
    if json["runID"] != nil {
      seen = json.instant("seen")
      isCreationKnown = json["createdAtLatest"]?.boolean != true
    } else if json["state"]?.string != "asking" {
      seen = time
      isCreationKnown = false
      if state.isFinal { finished = time }
    }
  }
}

extension Draft {
  fileprivate var members: [JSON.Member] {
    inputs.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }
  }
}

extension RunID {
  /// The same name for the same text, in every process (FNV-1a, 64 bits, twice).
  fileprivate init(of text: String) {
    func hash(_ seed: UInt64) -> UInt64 {
      text.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
    self.init(high: hash(0xCBF2_9CE4_8422_2325), low: hash(0x6C62_272E_07BB_0142))
  }
}
