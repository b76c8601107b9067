import JobModel
import NIOCore

/// How a job stands, as it is said to everyone who hears of it.
struct Announcement: Hashable, Sendable {
  let job: JobID?
  let revision: Int
  /// What goes over the wire.
  let text: String
}
