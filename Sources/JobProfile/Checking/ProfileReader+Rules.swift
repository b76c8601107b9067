import HTTPTypes
import JobModel
import Yams

extension ProfileReader {
  /// What must hold between the parts of a profile.
  mutating func checkOperations(_ spellings: [JobOperation: Operation], _ top: Section) {
    guard let line = top["status"]?.line else {
      if top.lacks("status") {
        check.report("a profile needs `status`: nothing says how to ask for a job.", line: top.line)
      }
      return
    }
    guard let status = spellings[.status] else { return }
    if !status.answer.tells(.state) {
      check.report(
        "the answer of `status` has no `{state}`: nothing says how the job stands.",
        line: line
      )
    }
    let hasMany = status.request.names(.id)
    checkCreate(spellings[.create], top["create"], hasMany: hasMany, statusLine: line)
    checkLists(spellings, top)
    for (operation, spelling) in spellings {
      guard let line = top[operation.rawValue]?.line else { continue }
      checkNames(operation, spelling, line: line, hasMany: hasMany)
      checkDistinct(operation, spelling, line: line)
    }
  }

  private mutating func checkCreate(
    _ create: Operation?,
    _ entry: Section.Entry?,
    hasMany: Bool,
    statusLine: Int
  ) {
    guard let create, let entry else { return }
    let givesID = create.answer.tells(.id) || create.request.names(.id)
    if hasMany, !givesID {
      check.report(
        "`create` has no `{id}`, neither in its answer nor in its request: the job could not be "
          + "asked for.",
        line: entry.line
      )
    }
    if !hasMany, givesID {
      check.report(
        "`create` gives an id but the request of `status` has no `{id}`.",
        line: statusLine
      )
    }
  }

  private mutating func checkLists(_ spellings: [JobOperation: Operation], _ top: Section) {
    for operation in [JobOperation.list, .bulk] {
      guard let spelling = spellings[operation], let line = top[operation.rawValue]?.line else {
        continue
      }
      let name = operation.rawValue
      if spelling.answer.body?.repeats != true {
        check.report(
          "the answer of `\(name)` has no list with `{id}` in it, as in [{id: \"{id}\"}]: it would "
            + "find no job.",
          line: line
        )
      }
      if operation == .bulk, !spelling.request.names(.ids) {
        check.report("the request of `bulk` has no `{ids}`: it would ask for no job.", line: line)
      }
    }
  }

  /// An operation on a job must say which.
  private mutating func checkNames(
    _ operation: JobOperation,
    _ spelling: Operation,
    line: Int,
    hasMany: Bool
  ) {
    switch operation {
    case .cancel, .retry, .delete, .log:
      guard hasMany, !spelling.request.names(.id) else { break }
      check.report(
        "the request of `\(operation.rawValue)` has no `{id}`: nothing says which job.",
        line: line
      )
    case .create, .status, .list, .bulk: break
    }
    guard operation == .log, spelling.answer.body != nil, !spelling.answer.tells(.log) else {
      return
    }
    check.report("the answer of `log` has no `{log}`.", line: line)
  }

  /// An answer that says no must differ from the one that says yes, by its code or its body.
  private mutating func checkDistinct(_ operation: JobOperation, _ spelling: Operation, line: Int) {
    let others: [(String, AnswerSample?)] = [
      ("missing", spelling.missing), ("exists", spelling.exists), ("refused", spelling.refused),
      ("absent", spelling.absent), ("invalid", spelling.invalid),
    ]
    let codes = spelling.answer.codes.isEmpty ? [200] : spelling.answer.codes
    for (name, sample) in others {
      guard let sample else { continue }
      let own = sample.codes.isEmpty ? [200] : sample.codes
      guard sample.body == nil, own.contains(where: codes.contains) else { continue }
      check.report(
        "`\(name)` of `\(operation.rawValue)` has the code of its answer and no body to tell them "
          + "apart.",
        line: line
      )
    }
  }

  /// The routes of a server; two that look alike are a mistake.
  mutating func routes(
    _ spellings: [JobOperation: Operation],
    _ pushes: [Push],
    _ top: Section
  ) -> RouteTable {
    var entries: [RouteTable.Entry] = []
    var seen: [String: String] = [:]
    for operation in JobOperation.allCases {
      guard let request = spellings[operation]?.request else { continue }
      let name = operation.rawValue
      if let other = seen.updateValue(name, forKey: request.shape) {
        check.report(
          "`\(name)` and `\(other)` have the same request: a server could not tell them apart.",
          line: top[name]?.line ?? top.line
        )
      }
      entries.append(RouteTable.Entry(target: .operation(operation), request: request))
    }
    for (name, request) in pushes.flatMap(\.requests) {
      guard let other = seen.updateValue(name, forKey: request.shape) else { continue }
      check.report(
        "`\(name)` and `\(other)` have the same request: a server could not tell them apart.",
        line: top["push"]?.line(of: name) ?? top.line
      )
    }
    return RouteTable(entries: entries + pushes.flatMap(\.routes))
  }
}

extension Push {
  /// The requests that a server of it understands; Socket.IO has a protocol of its own for them.
  fileprivate var routes: [RouteTable.Entry] {
    switch self {
    case .socketio: []
    // One that is opened on any path is no page of any of them.
    case .websocket(let push) where push.isAnywhere: []
    case .websocket(let push):
      [RouteTable.Entry(target: .webSocket, request: RequestSample(method: .get, path: push.path))]
    case .sse(let push): [RouteTable.Entry(target: .eventStream, request: push.request)]
    case .longpoll(let push): [RouteTable.Entry(target: .longPoll, request: push.request)]
    case .webhook(let push):
      [(WebhookOperation.register, push.register), (.unregister, push.unregister)].compactMap {
        operation,
        spelling in
        spelling.map { RouteTable.Entry(target: .webhook(operation), request: $0.request) }
      }
    }
  }
}

extension Push {
  /// Its requests that must differ from all others; a long poll may be a status that waits.
  fileprivate var requests: [(name: String, RequestSample)] {
    switch self {
    case .sse(let push): [("sse", push.request)]
    case .webhook(let push):
      [("register", push.register), ("unregister", push.unregister)].compactMap { name, operation in
        operation.map { (name, $0.request) }
      }
    case .socketio, .websocket, .longpoll: []
    }
  }
}

extension Section.Entry {
  /// The line of a key under this one, at most two levels below.
  fileprivate func line(of name: String) -> Int {
    guard case .mapping(let pairs) = node else { return line }
    let inner = pairs.lazy.compactMap { $0.value.line(of: name) }.first
    return node.line(of: name) ?? inner ?? line
  }
}

extension RequestSample {
  /// Method, path and query with all holes alike.
  fileprivate var shape: String {
    let parameters = query.map { parameter in
      "\(parameter.name)=\(parameter.value.constant ?? "{}")"
    }
    return "\(method.rawValue) \(path.shape)?\(parameters.sorted().joined(separator: "&"))"
  }
}
