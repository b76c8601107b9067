import HTTPTypes
import JobModel

/// How one kind of job server spells things: one YAML file.
///
/// The client builds requests and reads answers with it; the simulator reads requests and writes
/// answers with the same samples.
public struct Profile: Hashable, Sendable {
  /// Its name: that of its file without `.profile.yaml`.
  public let name: String
  /// One line for the list of profiles.
  public let about: String
  /// The default base URL.
  public let url: String?
  /// What a create asks for, in the order of the file.
  public let inputs: [InputField]
  /// Never asked faster.
  public let pollFloor: Duration
  /// The server's rate limit, where it names one.
  package let rateLimit: RateLimit?
  /// What only the simulator needs.
  package let simulation: Simulation
  let auth: Auth
  let titleSample: Sample?
  let spellings: [JobOperation: Operation]
  let states: States
  let pushes: [Push]
  /// The answers under `simulate`.
  let answers: [AnswerKind: AnswerSample]
  let routes: RouteTable
}

extension Profile {
  /// The operations it has.
  public var operations: Set<JobOperation> { Set(spellings.keys) }

  /// Whether the server has one job: there is no `{id}` in the request of status.
  public var hasOneJob: Bool { spellings[.status]?.request.names(.id) != true }

  /// Whether a create without an answer may be repeated: there is `{key}` in its request, or `exists`.
  public var createIsRepeatable: Bool {
    guard let create = spellings[.create] else { return false }
    return create.request.names(.key) || create.exists != nil
  }

  /// Whether the client chooses the id: there is `{id}` in the request of create.
  package var clientChoosesID: Bool { spellings[.create]?.request.names(.id) == true }

  /// Whether the list's answer has `{state}`: it replaces polls.
  package var listHasState: Bool { spellings[.list]?.answer.tells(.state) == true }

  /// Whether the list can be asked for what changed since an instant.
  package var listTellsChanges: Bool { spellings[.list]?.request.names(.since) == true }

  /// At most so many jobs in one answer of list.
  package var listLimit: Int { spellings[.list]?.limit ?? 100 }

  /// Whether a list comes in pages; one that does not holds every job.
  package var listIsPaged: Bool {
    guard let list = spellings[.list] else { return false }
    return listNextIsURL || [.next, .offset, .page, .limit].contains { list.request.names($0) }
  }

  /// Whether a list names its next page by a URL: its request has no place for a cursor.
  var listNextIsURL: Bool {
    guard let list = spellings[.list], list.answer.tells(.next) else { return false }
    return ![.next, .offset, .page].contains { list.request.names($0) }
  }

  /// The state that a word of the server stands for; nothing for a word that it does not know.
  package func state(forWord word: String) -> JobState? {
    guard case .state(let state)? = states.rule(for: word)?.meaning else { return nil }
    return state
  }

  /// Whether it says by a word that a job has begun to run.
  package var hasWordForRunning: Bool { states.rules.contains { $0.meaning == .state(.running) } }

  /// Whether an answer about several jobs can say of one that it is not there.
  package var hasWordForMissing: Bool { states.rules.contains { $0.meaning == .missing } }

  /// Whether a status request about an unknown id is answered with that word: the profile spells no
  /// other answer.
  package var tellsMissingByWord: Bool {
    hasWordForMissing && spellings[.status]?.missing == nil
  }

  /// Whether several jobs can be asked by their ids how they stand.
  package var bulkHasState: Bool { spellings[.bulk]?.answer.tells(.state) == true }

  /// Whether the answer about several jobs tells of an end what a status request does: what came out,
  /// and why it failed.
  package var bulkTellsEnds: Bool {
    guard let bulk = spellings[.bulk]?.answer, let status = spellings[.status]?.answer else {
      return false
    }
    return [.result, .reason, .reasonCode].allSatisfy { bulk.tells($0) || !status.tells($0) }
  }

  /// At most so many ids in one request of bulk.
  package var bulkLimit: Int { spellings[.bulk]?.limit ?? 100 }

  /// What is known of a server of this kind before it has answered.
  package func description(name: String, url: String) -> ServerDescription {
    ServerDescription(
      name: name,
      url: url,
      profile: self.name,
      operations: operations,
      inputs: inputs,
      hasOneJob: hasOneJob,
      jobPath: jobPath,
      titleInput: titleInput
    )
  }

  /// The input that alone is the title.
  private var titleInput: String? {
    guard case .hole(let hole)? = titleSample, hole.fact.name == .input else { return nil }
    return hole.fact.member
  }

  /// The path of a status request that is nothing but a path with the id.
  private var jobPath: String? {
    guard let request = spellings[.status]?.request, request.method == .get,
      request.query.isEmpty, request.body == nil
    else { return nil }
    let path = request.path
    let isPlain = path.holes.count == (hasOneJob ? 0 : 1) && path.text.contains("{id}") != hasOneJob
    return isPlain ? path.text : nil
  }

  /// Title of a job by its inputs, where answers have none; absent inputs count by their defaults.
  package func title(inputs given: [String: JSON]) -> String? {
    var values: [String: JSON] = [:]
    for field in inputs {
      values["input.\(field.name)"] = given[field.name] ?? field.defaultValue
    }
    let title = titleSample?.filled(from: FillSource(values: values))?.text
    return title?.isEmpty == true ? nil : title
  }
}
