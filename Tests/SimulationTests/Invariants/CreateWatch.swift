import JobClient
import JobModel

/// That creates are noted down before they leave, and make one job each.
struct CreateWatch: Sendable {
  /// The input that carries labels.
  private let name: String?
  /// How drafts stand in the journal, by their labels.
  private var journaled: [String: Job] = [:]
  /// How they stand by what each program has told.
  private var told: [Int: [String: Job]] = [:]
  /// The labels of the drafts that jobs were made from, as far as that is noted down.
  private var made: [JobID: String] = [:]
  /// Labels of the creates that have left.
  private var left: Set<String> = []
  /// Whether a program is there that settles what others have left without an answer.
  private let settlesAll: Bool

  init(_ plan: RunPlan) {
    name = plan.dialect.label
    settlesAll = plan.programs.contains(where: \.resumes)
  }

  mutating func kept(_ entries: [JournalEntry]) {
    for case .update(let update) in entries {
      let job = update.job
      var label = label(of: job)
      if let id = job.jobID {
        // Who found the job does not know of the draft that is kept with it.
        if label.isEmpty { label = made[id] ?? "" } else { made[id] = label }
      }
      journaled[label] = job
    }
  }

  /// How the draft of a job stands, as was told last.
  mutating func reported(_ job: Job, by program: Int) {
    told[program, default: [:]][label(of: job)] = job
  }

  /// What was told and not kept is forgotten with the program.
  mutating func killed(_ program: Int) { told[program] = nil }

  private func label(of job: Job) -> String {
    guard let name, let draft = job.draft else { return "" }
    return draft.inputs[name]?.text ?? ""
  }

  mutating func left(_ label: String) -> String? {
    left.insert(label)
    return journaled[label] != nil ? nil : "\(label) has left"
  }

  /// What is known of each draft that has left, compared with what its create has made.
  func objections(_ ledger: Ledger) -> [String] {
    left.sorted().flatMap { label in
      let lives = ledger.lives(of: label)
      if let doubled = doubled(lives, label) { return [doubled] }
      let told = told.sorted { $0.key < $1.key }.compactMap { $0.value[label] }
      let known = told.isEmpty ? [journaled[label]].compactMap(\.self) : told
      guard !known.isEmpty else { return ["\(label) is forgotten"] }
      return known.compactMap { objection(to: $0, label, lives) }
    }
  }

  /// A server that forgot a job, or has it twice because it forgot its key, is not the client's fault.
  private func doubled(_ lives: [Life], _ label: String) -> String? {
    let twice = zip(lives, lives.dropFirst()).first { earlier, later in
      earlier.forgotten.map { $0 > later.created } ?? true
    }
    return twice.map { "\(label) was made as \($0.id) and as \($1.id)" }
  }

  private func objection(to job: Job, _ label: String, _ lives: [Life]) -> String? {
    switch job.state {
    case .unconfirmed: return nil
    case .submitting: return settlesAll ? "\(label) is still submitting" : nil
    case .refused:
      return lives.isEmpty ? nil : "\(label) is refused (\(job.reason ?? "")) and was made"
    case .pending, .running, .completed, .failed, .cancelled, .lost:
      guard !lives.contains(where: { $0.id == job.jobID }) else { return nil }
      return "\(label) is \(job.jobID?.rawValue ?? "nothing"), which was not made from it"
    }
  }
}
