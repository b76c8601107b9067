import JobModel

extension JobFailure {
  /// The sentence, and what can be done about it on a command line, which the library knows nothing of.
  var told: String {
    if case .unauthorised = self {
      return description + " Set --username and JOBTOP_PASSWORD, or JOBTOP_TOKEN."
    }
    return description
  }
}
