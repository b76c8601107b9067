/// Which of an operation's samples answers.
package enum AnswerKind: String, CaseIterable, Hashable, Sendable {
  /// Success.
  case answer
  /// No such job.
  case missing
  /// The create was already there.
  case exists
  /// Not done: the job has ended, or has not.
  case refused
  /// A needed value is not there.
  case absent
  /// A value is there and unusable.
  case invalid
  /// No credentials came.
  case unauthorised
  /// Credentials came and cannot be decoded.
  case malformedCredentials
  /// Credentials came and are not the right ones.
  case wrongCredentials
  /// No operation has this path.
  case unknownPath
  /// The path is known, but for an escape in it that is none.
  case unreadablePath
  /// The path is known and the method is not.
  case wrongMethod
  /// OPTIONS on a known path.
  case options
  /// The body is not said to be JSON.
  case wrongType
  /// The body is longer than the server takes.
  case bodyTooLarge
  /// The body cannot be parsed.
  case unreadableBody
  /// Too many requests.
  case rateLimited
}
