import JobClient
import JobModel
import JobProfile

extension Profile {
  /// A server with a plain status request and the section `push` that a test types.
  static func pushing(_ push: String, oneJob: Bool = false) throws -> Profile {
    let yaml = """
      name: x
      status:
        request: GET \(oneJob ? "/job" : "/jobs/{id}")
        answer: {body: {s: "{state}", p: "{progress}"}}
        missing: {code: 404, body: {error: none}}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      push:
        \(push)
      """
    return try Profile(yaml: yaml, file: "x")
  }
}

extension WatcherStage {
  /// Watches a job of a server of `Profile.pushing`; it is pending when it was first asked about.
  mutating func track(_ id: JobID) {
    tell(.track([id], ticket: nil))
    answer("pending")
  }

  /// The answer to the oldest status request of such a server.
  mutating func answer(_ word: String, progress: Double? = nil) {
    answer(200, #"{"s":"\#(word)"\#(progress.map { ",\"p\":\($0)" } ?? "")}"#)
  }

  /// The way in which the last change became known.
  var lastSource: UpdateSource? { reported.last { $0.isChange }?.update.source }
}

extension PushFrame {
  /// A message of such a server about a job.
  static func job(_ id: String, _ word: String, name: String? = "message") -> PushFrame {
    PushFrame(name: name, message: ["id": .string(id), "s": .string(word)])
  }
}
