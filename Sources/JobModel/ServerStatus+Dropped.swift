extension ServerStatus {
  /// What a server told that is not shown, counted by why.
  package struct Dropped: Hashable, Sendable {
    /// Push messages that could not be read.
    package var messages: Int
    /// Webhook calls without a valid signature.
    package var posts: Int
    /// Jobs of its list whose ids are too long to be used.
    package var jobs: Int

    /// Makes counts.
    package init(messages: Int = 0, posts: Int = 0, jobs: Int = 0) {
      self.messages = messages
      self.posts = posts
      self.jobs = jobs
    }

    /// All of them.
    package var total: Int {
      [posts, jobs].reduce(messages) { $0.addingReportingOverflow($1).partialValue }
    }
  }
}
