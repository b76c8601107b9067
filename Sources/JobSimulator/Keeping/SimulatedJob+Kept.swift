import JobModel

extension SimulatedJob {
  /// What must be kept of a job; times are nanoseconds.
  var kept: JSON {
    [
      "ordinal": JSON(ordinal), "id": .string(id.rawValue), "title": JSON(optional: title),
      "kind": JSON(optional: kind), "key": JSON(optional: key), "created": JSON(created),
      "inputs": .object(inputs.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }),
      "run": JSON(run), "opened": JSON(opened), "script": script.kept,
      "cancelled": cancelled.map { JSON($0) } ?? .null, "revision": JSON(revision),
      "changed": JSON(changed), "result": result ?? .null, "answers": JSON(answers),
    ]
  }

  /// Reads a job that was kept; nothing where it is none.
  init?(kept json: JSON) {
    guard let ordinal = json["ordinal"]?.integer, let id = json["id"]?.string,
      let created = json["created"]?.nanoseconds, let opened = json["opened"]?.nanoseconds,
      let changed = json["changed"]?.nanoseconds, let script = JobScript(kept: json["script"]),
      case .object(let inputs)? = json["inputs"]
    else { return nil }
    self.init(
      ordinal: ordinal,
      id: JobID(id),
      title: json["title"]?.string,
      kind: json["kind"]?.string,
      inputs: Dictionary(inputs.map { ($0.name, $0.value) }) { $1 },
      key: json["key"]?.string,
      created: Timestamp(nanoseconds: created),
      run: json["run"]?.integer ?? 1,
      opened: Timestamp(nanoseconds: opened),
      script: script,
      cancelled: json["cancelled"]?.nanoseconds.map { Timestamp(nanoseconds: $0) },
      revision: json["revision"]?.integer ?? 0,
      changed: Timestamp(nanoseconds: changed),
      result: json["result"].flatMap { $0 == .null ? nil : $0 },
      answers: json["answers"]?.integer ?? 0
    )
    due = nextChange(after: self.changed)
  }
}

extension JobScript {
  fileprivate var kept: JSON {
    [
      "limit": JSON(limit), "progress": progress.kept,
      "attempts": .array(
        attempts.map { attempt in
          [
            "waiting": JSON(attempt.waiting), "working": JSON(attempt.working),
            "reach": JSON(attempt.reach), "failure": JSON(optional: attempt.failure),
          ]
        }
      ),
    ]
  }

  fileprivate init?(kept json: JSON?) {
    guard let limit = json?["limit"]?.integer, case .array(let attempts)? = json?["attempts"],
      !attempts.isEmpty
    else { return nil }
    self.init(attempts: [], limit: limit, progress: ProgressRule(kept: json?["progress"]))
    for attempt in attempts {
      guard let waiting = attempt["waiting"]?.nanoseconds,
        let working = attempt["working"]?.nanoseconds, let reach = attempt["reach"]?.double
      else { return nil }
      self.attempts.append(
        Attempt(
          waiting: .nanoseconds(waiting),
          working: .nanoseconds(working),
          reach: reach,
          failure: attempt["failure"]?.string
        )
      )
    }
  }
}

extension ProgressRule {
  fileprivate var kept: JSON {
    switch self {
    case .none: "none"
    case .smooth: "smooth"
    case .every(let period): ["every": JSON(period)]
    case .step(let share): ["step": JSON(share)]
    }
  }

  fileprivate init(kept json: JSON?) {
    if let period = json?["every"]?.nanoseconds {
      self = .every(.nanoseconds(period))
    } else if let share = json?["step"]?.double {
      self = .step(share)
    } else {
      self = json?.string == "none" ? .none : .smooth
    }
  }
}

extension JSON {
  init(_ value: Int) { self = .number(String(value)) }

  init(_ value: Timestamp) { self = .number(String(value.nanoseconds)) }

  init(_ value: Duration) { self = .number(String(value.wholeNanoseconds)) }

  init(optional text: String?) { self = text.map { .string($0) } ?? .null }

  /// A number of nanoseconds.
  var nanoseconds: Int64? { text.flatMap { Int64($0) } }
}
