import JobModel

/// What was learned of one job, and how much it says.
struct News: Sendable {
  var update: JobUpdate
  var weight: Weight

  enum Weight: Comparable {
    /// Nothing of the job: when it will be asked about, and how often it was.
    case plan
    /// An answer that changed nothing.
    case answer
    case change
  }
}
