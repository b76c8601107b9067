/// What can go wrong between us and a server; data only, `description` makes the sentence.
public enum JobFailure: Error, Hashable, Sendable {
  /// No connection, or it broke: the request and what the system said.
  case unreachable(Request, why: String)
  /// The server cannot prove who it is, so nothing was sent: the request and what was wrong.
  case untrusted(Request, why: String)
  /// No answer within the time a request may take.
  case noAnswer(Request, within: Duration)
  /// 401 or 403, and the server's reason where it gives one.
  case unauthorised(Request, code: Int, reason: String?)
  /// 429 or 503: asked to slow down, and for how long where it says.
  case throttled(Request, code: Int, wait: Duration?)
  /// Any other answer that means failure.
  case failed(Request, code: Int, reason: String?)
  /// An answer that could not be read, and what it lacked.
  case unreadable(Request, why: String)
  /// The server says that it has no such job.
  case unknownJob(server: String, id: JobID)
  /// The server said no to a create, cancel, retry or delete.
  case refused(server: String, operation: JobOperation, reason: String?)
  /// A cancel, retry or delete that is kept back, because the job is not, or not known to be, as it was
  /// when that was asked for.
  case notSent(server: String, operation: JobOperation, id: JobID, why: String)
  /// The profile has no such request.
  case unsupported(server: String, operation: JobOperation, profile: String)
  /// A create without an answer: the job may or may not exist.
  case unconfirmed(server: String, run: RunID, why: String)
  /// The wait is over and the job is not.
  case deadline(Unfinished, within: Duration)
  /// As many polls as the caller allowed.
  case tooManyPolls(Unfinished, limit: Int)
  /// An option or input that makes no sense: its name, what was given, what is allowed.
  case invalid(name: String, given: String, allowed: String)
  /// The journal could not be written; nothing was sent.
  case journal(why: String)
  /// What was learned of jobs could not be noted down; it is tried again.
  case unkept(why: String)
  /// What was noted down earlier could not be read.
  case unread(why: String)
  /// A list goes on at another host, which is not asked: the request, and the link.
  case foreignLink(Request, link: String)
  /// Nothing that a server posts can reach us: its short name, our URL, what is in the way.
  case cannotListen(server: String, url: String, why: String)
  /// The client is closed.
  case closed
  /// The task that waited was cancelled; the job goes on.
  case cancelled

  /// Which request it was.
  public struct Request: Hashable, Sendable {
    /// The server's short name.
    public var server: String
    /// Method and path, as in `GET /status/7`.
    public var line: String
    /// How often the server led on before that was given up; nothing: it did not.
    public var redirects: Int?
    /// The variable of the environment that names the proxy which did not let it through; nothing: none
    /// was in the way.
    public var proxyVariable: String?

    /// Names a request.
    public init(
      server: String,
      line: String,
      redirects: Int? = nil,
      proxyVariable: String? = nil
    ) {
      self.server = server
      self.line = line
      self.redirects = redirects
      self.proxyVariable = proxyVariable
    }
  }

  /// A job whose end was not seen, and what is needed to go on waiting for it later.
  public struct Unfinished: Hashable, Sendable {
    /// The server's short name.
    public var server: String
    /// The job.
    public var id: JobID
    /// How it stood when it was last seen.
    public var lastState: JobState
    /// When the server last confirmed that.
    public var seen: Timestamp?
    /// Status requests sent for it.
    public var polls: Int
    /// What the last of them was answered, as a sentence, if it was a failure.
    public var trouble: String?

    /// Describes where a wait stopped.
    public init(
      server: String,
      id: JobID,
      lastState: JobState,
      seen: Timestamp?,
      polls: Int,
      trouble: String? = nil
    ) {
      self.server = server
      self.id = id
      self.lastState = lastState
      self.seen = seen
      self.polls = polls
      self.trouble = trouble
    }
  }
}
