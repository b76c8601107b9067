import HTTPTypes
import JobModel
import Yams

extension ProfileReader {
  /// The section `push`, in the order of the file, which is that in which a client tries them.
  mutating func pushes(_ entry: Section.Entry?, inherited status: Operation?) -> [Push] {
    let kinds = Push.Kind.allCases.map(\.rawValue)
    guard let entry, let section = section(entry.node, called: "`push`", keys: kinds) else {
      return []
    }
    return section.entries.compactMap { entry in
      Push.Kind(rawValue: entry.key).flatMap { push($0, entry) }
    }
  }

  private mutating func push(_ kind: Push.Kind, _ entry: Section.Entry) -> Push? {
    let what = "`\(entry.key)`"
    guard let section = section(entry.node, called: what, keys: kind.keys) else { return nil }
    switch kind {
    case .socketio: return socketIO(section, entry)
    case .websocket: return webSocket(section, entry)
    case .sse: return eventStream(section, entry)
    case .longpoll: return longPoll(section, entry)
    case .webhook: return webhook(section, entry)
    }
  }

  private mutating func socketIO(_ section: Section, _ entry: Section.Entry) -> Push? {
    guard let message = message(section, entry) else { return nil }
    guard let event = text(section["event"]) else {
      check.report("`socketio` needs an `event`: Socket.IO names its messages.", line: entry.line)
      return nil
    }
    return .socketio(
      SocketIOPush(
        path: text(section["path"]) ?? "/socket.io/",
        event: event,
        message: message,
        subscribe: word(section["subscribe"]),
        unsubscribe: word(section["unsubscribe"]),
        missing: word(section["missing"]),
        greeting: word(section["greeting"]),
        isExclusive: boolean(section["exclusive"]) ?? false
      )
    )
  }

  private mutating func webSocket(_ section: Section, _ entry: Section.Entry) -> Push? {
    guard let message = message(section, entry) else { return nil }
    return .websocket(
      WebSocketPush(
        path: path(section["path"], default: "/"),
        message: message,
        subscribe: word(section["subscribe"]),
        unsubscribe: word(section["unsubscribe"]),
        invalid: word(section["invalid"]),
        isAnywhere: boolean(section["anywhere"]) ?? false
      )
    )
  }

  private mutating func eventStream(_ section: Section, _ entry: Section.Entry) -> Push? {
    guard let message = message(section, entry) else { return nil }
    guard section["path"] != nil else {
      check.report("`sse` needs a `path`, as in /v1/events.", line: entry.line)
      return nil
    }
    return .sse(
      EventStreamPush(
        request: RequestSample(method: .get, path: path(section["path"], default: "/")),
        event: text(section["event"]),
        message: message
      )
    )
  }

  private mutating func longPoll(_ section: Section, _ entry: Section.Entry) -> Push? {
    let request = request(section, called: "`longpoll`", line: entry.line)
    guard let holds = time(section["holds"]) else {
      if section["holds"] == nil {
        check.report("`longpoll` needs `holds`, as in 30s.", line: entry.line)
      }
      return nil
    }
    return request.map { .longpoll(LongPollPush(request: $0, holds: holds)) }
  }

  private mutating func webhook(_ section: Section, _ entry: Section.Entry) -> Push? {
    let keys = SectionKeys.registration
    let register = section["register"].flatMap {
      operation($0.node, called: "`register`", line: $0.line, keys: keys)
    }
    let unregister = section["unregister"].flatMap {
      operation($0.node, called: "`unregister`", line: $0.line, keys: keys)
    }
    let signature: Signature? = word(section["signature"])
    guard let message = message(section, entry) else { return nil }
    return .webhook(
      WebhookPush(
        message: message,
        register: register,
        unregister: unregister,
        isSigned: signature == .standard,
        headers: fixedHeaders(section["headers"])
      )
    )
  }

  private enum Signature: String, CaseIterable {
    case none, standard
  }
}

extension PushKind {
  /// The keys of its section.
  var keys: [String] {
    let common = ["message", "sends", "replay"]
    return switch self {
    case .socketio:
      common + ["path", "event", "subscribe", "unsubscribe", "missing", "greeting", "exclusive"]
    case .websocket: common + ["path", "anywhere", "subscribe", "unsubscribe", "invalid"]
    case .sse: common + ["path", "event"]
    case .longpoll: ["request", "headers", "body", "holds"]
    case .webhook: common + ["register", "unregister", "signature", "headers"]
    }
  }
}
