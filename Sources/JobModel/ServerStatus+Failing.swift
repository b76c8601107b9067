extension ServerStatus {
  /// Requests that have failed so often that their repeats wait, while the server answers others.
  package struct Failing: Hashable, Sendable {
    /// How many wait.
    package var requests: Int
    /// When the next of them is sent.
    package var retryAt: Timestamp
    /// What the first of them was answered last.
    package var because: JobFailure

    /// Makes what keeps failing.
    package init(requests: Int, retryAt: Timestamp, because: JobFailure) {
      self.requests = requests
      self.retryAt = retryAt
      self.because = because
    }
  }
}

extension ServerStatus.Failing {
  /// What is wrong and what comes next, in sentences.
  package func sentence(of server: String, at now: Timestamp) -> String {
    "\(server) answers, but some requests keep failing. \(because) They are repeated ever more seldom, "
      + "the next in \(now.duration(to: retryAt).ahead)."
  }
}

extension Duration {
  /// How long until something, in whole seconds and never less than one.
  package var ahead: String { Duration.seconds(max(1, inSeconds.rounded(.up))).short }
}
