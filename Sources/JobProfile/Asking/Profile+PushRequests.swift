import HTTPTypes
import JobModel

extension Profile {
  /// The request that opens a connection of that kind, with the credentials of everything else.
  ///
  /// For Socket.IO its target is the path alone: the parameters belong to Engine.IO.
  /// - Parameters:
  ///   - kind: Which kind; a long poll and a webhook have no connection of their own.
  ///   - job: The job, where the path names one.
  ///   - credentials: Who asks.
  ///   - lastEventID: Where an event stream goes on.
  /// - Returns: Nothing where the profile has no such push, or its path names a job and none is given.
  package func pushRequest(
    _ kind: PushKind,
    about job: JobID?,
    credentials: Credentials,
    lastEventID: String? = nil
  ) -> WireRequest? {
    let values = job.map { ["id": JSON.string($0.rawValue)] } ?? [:]
    if kind == .sse {
      return sseRequest(credentials: credentials, lastEventID: lastEventID, values: values)
    }
    return connectionPath(of: kind).flatMap {
      request(RequestSample(method: .get, path: $0), values: values, credentials: credentials)
    }
  }

  /// Whether a connection of that kind is about one job: its path names it.
  package func hasConnectionPerJob(_ kind: PushKind) -> Bool {
    connectionPath(of: kind)?.holes.contains { $0.fact.name == .id } ?? false
  }

  private func connectionPath(of kind: PushKind) -> PathSample? {
    for push in pushes where push.kind == kind {
      switch push {
      case .socketio(let push):
        let segments = PathSample.segments(of: push.path).map { TextSample(literal: $0) }
        return PathSample(segments: segments, text: push.path)
      case .websocket(let push): return push.path
      case .sse(let push): return push.request.path
      case .longpoll, .webhook: return nil
      }
    }
    return nil
  }

  /// A status request that the server holds until the state changes.
  package func longPollRequest(about job: JobID, credentials: Credentials) -> WireRequest? {
    guard let push = longPoll else { return nil }
    let values: [String: JSON] = [
      "id": .string(job.rawValue), "holds": JSON(push.holds.inSeconds),
    ]
    return request(push.request, values: values, credentials: credentials)
  }

  private var longPoll: LongPollPush? {
    for case .longpoll(let push) in pushes { return push }
    return nil
  }
}
