import JobModel

extension JobFailure {
  /// The sentence, and what can be done about it on a command line, which the library knows nothing of.
  var told: String {
    if case .unauthorised = self {
      return description + " Set --username and JOBTOP_PASSWORD, or JOBTOP_TOKEN."
    }
    return description
  }

  /// The same to who asked once: nothing more comes by itself.
  var toldOnce: String {
    guard let next else { return told }
    return told + " " + next
  }

  private var next: String? {
    switch self {
    case .noAnswer: "It may be busy: try again later."
    case .throttled(_, _, let wait): wait == nil ? "Try again later." : "Try again then."
    case .failed(_, let code, _) where code >= 500: "Look at the server, or try again later."
    case .failed(_, let code, _) where code < 400: "Is the URL the right one?"
    default: nil
    }
  }
}
