import JobModel
import JobProfile
import Logging

/// A push connection as the log names it: a line when it is open, and one when it has ended.
struct PushNote: Sendable {
  private let logger: Logger
  private let metadata: Logger.Metadata
  /// Whether we left it before it ended.
  private var isLeft = false
  /// How it ended.
  private var end: (failure: TransportFailure?, code: Int?)?

  init(_ plan: PushPlan, of server: String, in logger: Logger) {
    self.logger = logger
    metadata = ["server": .string(server), "kind": .string(plan.kind.rawValue)]
  }

  /// Something happened to it.
  mutating func log(_ event: PushEvent) {
    switch event {
    case .opened: logger.info("push opened", metadata: metadata)
    case .listening(let port):
      let port: Logger.Metadata = ["port": .stringConvertible(port)]
      logger.info("push opened", metadata: metadata.merging(port) { $1 })
    case .ended(let failure, let code): end = end ?? (failure, code)
    case .message, .posted: break
    }
  }

  /// We leave it; how it ends after that is no news.
  mutating func leave() { isLeft = end == nil }

  /// It is gone.
  func logEnd() {
    var metadata = metadata
    if !isLeft, let code = end?.code { metadata["code"] = .stringConvertible(code) }
    metadata["why"] = .string(why)
    logger.log(level: isTrouble ? .warning : .info, "push ended", metadata: metadata)
  }

  private var isTrouble: Bool { !isLeft && (end?.failure != nil || end?.code != nil) }

  private var why: String {
    guard !isLeft, let end else { return "left" }
    if let failure = end.failure { return failure.words }
    return end.code == nil ? "closed by the server" : "answered instead of telling"
  }
}

extension PushPlan {
  /// By which way the server tells.
  fileprivate var kind: PushKind {
    switch self {
    case .eventStream: .sse
    case .webSocket: .websocket
    case .socketIO: .socketio
    case .webhook: .webhook
    }
  }
}
